/* A layer of more taps than fit. */
#include "tns_dsp_pieces.h"

#include "tns_dsp_layer_add.h"
#include "tns_layer_finish.h"
#include "tns_weights.h"

#if TNS_DSP

/* Channels whose sums are kept at a time where a column does not fit. */
#define SUMS 32

static void one_pixel(const tns_layer *l, const int8_t *column, int8_t *output)
{
    tns_layer part = *l;
    for (int32_t o = 0; o < l->channels; o += SUMS) {
        tns_sum sums[SUMS] = {0};
        part.channels = l->channels - o < SUMS ? l->channels - o : SUMS;
        tns_dsp_layer_add_some(&part, column, 0, l->taps, sums);
        tns_layer_finish(&part, sums, output + o, 1);
        part.weights += tns_weight_bytes(SUMS, l->taps);
        part.bias += SUMS;
        part.multiplier += SUMS;
        part.shift += SUMS;
    }
}

void tns_dsp_pieces_run(const tns_layer *l, const int8_t *columns, int8_t *output, int32_t pixels)
{
    for (; pixels > 0; pixels--) {
        one_pixel(l, columns, output);
        columns += l->taps;
        output += l->channels;
    }
}

#endif
