/* Output channels from columns of taps. */
#include "tns_layer.h"

#include <stddef.h>

#include "tns_dsp_layer.h"
#include "tns_dsp_pieces.h"
#include "tns_mve_layer.h"
#include "tns_paths.h"
#include "tns_plain_layer.h"
#include "tns_requantize.h"
#include "tns_weights.h"

#if TNS_DSP

/* Not inlined: pieces have a column of their own on the stack. */
static __attribute__((noinline)) void run_columns(const tns_layer *l, const int8_t *columns, int8_t *output,
                                                  int32_t pixels)
{
    uint32_t wide[TNS_COLUMN_BYTES / 4];
    const tns_dsp_room room = tns_dsp_room_of(TNS_COLUMN_BYTES, l);
    uint32_t *const weights = room.copies ? wide + room.pixels * (TNS_DSP_COLUMN_BYTES(l->taps) / 4) : NULL;
    while (pixels > 0) {
        const tns_dsp_groups next = tns_dsp_next_batch(pixels, room);
        tns_dsp_widen_groups(wide, next, columns, l->taps);
        columns += next.groups * next.pixels * l->taps;
        tns_dsp_layer_run(l, wide, next, weights, output);
        output += next.groups * next.pixels * l->channels;
        pixels -= next.groups * next.pixels;
    }
}

void tns_layer_run(const tns_layer *l, const int8_t *columns, int8_t *output, int32_t pixels)
{
    if (!TNS_USE_DENSE_PIECES || TNS_DSP_COLUMN_BYTES(l->taps) <= TNS_COLUMN_BYTES) {
        run_columns(l, columns, output, pixels);
        return;
    }
    tns_dsp_pieces_run(l, columns, output, pixels);
}

#elif TNS_MVE

void tns_layer_run(const tns_layer *l, const int8_t *columns, int8_t *output, int32_t pixels)
{
    tns_mve_layer_run(l, columns, output, pixels);
}

#elif TNS_PLAIN

void tns_layer_run(const tns_layer *l, const int8_t *columns, int8_t *output, int32_t pixels)
{
    tns_plain_layer_run(l, columns, output, pixels);
}

#else

static int8_t one_output(const tns_layer *l, const int8_t *column, int32_t o)
{
    const uint32_t sum =
        tns_weights_dot((uint32_t)l->bias[o], tns_weights_at(l->weights, l->taps, o), 0, column, l->taps);
    return tns_requantize((int32_t)sum, l->multiplier[o], l->shift[o], l->zero_point, l->act_min, l->act_max);
}

void tns_layer_run(const tns_layer *l, const int8_t *columns, int8_t *output, int32_t pixels)
{
    for (int32_t o = 0; o < l->channels; o++) {
        const int8_t *column = columns;
        int8_t *out = output + o;
        for (int32_t i = pixels; i > 0; i--) {
            *out = one_output(l, column, o);
            column += l->taps;
            out += l->channels;
        }
    }
}

#endif
