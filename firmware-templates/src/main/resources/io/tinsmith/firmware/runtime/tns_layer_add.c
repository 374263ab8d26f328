/* Accumulators of output channels from columns of taps. */
#include "tns_layer_add.h"

#include "tns_dsp_layer_add.h"
#include "tns_mve_layer.h"
#include "tns_plain_layer.h"
#include "tns_weights.h"

#if TNS_DSP

/* Not inlined: pieces have a column of their own on the stack. */
static __attribute__((noinline)) void add_columns(const tns_layer *l, const int8_t *columns, tns_sum *sums, int32_t pixels)
{
    uint32_t wide[TNS_COLUMN_BYTES / 4];
    const int32_t room = TNS_COLUMN_BYTES / TNS_DSP_COLUMN_BYTES(l->taps);
    while (pixels > 0) {
        const tns_dsp_groups next = tns_dsp_next_groups(pixels, room);
        tns_dsp_widen_groups(wide, next, columns, l->taps);
        columns += next.groups * next.pixels * l->taps;
        tns_dsp_layer_add(l, wide, next, sums);
        sums += next.groups * next.pixels * l->channels;
        pixels -= next.groups * next.pixels;
    }
}

void tns_layer_add(const tns_layer *l, const int8_t *columns, tns_sum *sums, int32_t pixels)
{
    if (TNS_DSP_COLUMN_BYTES(l->taps) <= TNS_COLUMN_BYTES) {
        add_columns(l, columns, sums, pixels);
        return;
    }
    for (; pixels > 0; pixels--) {
        tns_dsp_layer_add_some(l, columns, 0, l->taps, sums);
        columns += l->taps;
        sums += l->channels;
    }
}

#elif TNS_MVE

void tns_layer_add(const tns_layer *l, const int8_t *columns, tns_sum *sums, int32_t pixels)
{
    tns_mve_layer_add(l, columns, sums, pixels);
}

#elif TNS_PLAIN

void tns_layer_add(const tns_layer *l, const int8_t *columns, tns_sum *sums, int32_t pixels)
{
    tns_plain_layer_add(l, columns, sums, pixels);
}

#else

void tns_layer_add(const tns_layer *l, const int8_t *columns, tns_sum *sums, int32_t pixels)
{
    for (int32_t o = 0; o < l->channels; o++) {
        const int8_t *const weights = tns_weights_at(l->weights, l->taps, o);
        const int8_t *column = columns;
        tns_sum *sum = sums + o;
        for (int32_t i = pixels; i > 0; i--) {
            *sum = (int32_t)tns_weights_dot((uint32_t)*sum, weights, 0, column, l->taps);
            column += l->taps;
            sum += l->channels;
        }
    }
}

#endif
