/* Accumulators of output channels from columns of taps. */
#include "tns_layer_add.h"

#include "tns_dsp_dot.h"
#include "tns_mac.h"
#include "tns_plain_layer.h"

#if TNS_DSP
/* Two neighbouring channels, whose weights follow each other. Not inlined: the assembly needs the registers. */
static __attribute__((noinline)) void add_pair(const int8_t *weights, int32_t taps, const int8_t *columns,
                                               tns_sum *sums, int32_t channels, int32_t pixels)
{
    const tns_weight_span span = tns_weight_span_of(weights, taps);
    for (; pixels > 1; pixels -= 2) {
        tns_sum *const second = sums + channels;
        const tns_sums_2x2 start = {(uint32_t)sums[0], (uint32_t)sums[1], (uint32_t)second[0], (uint32_t)second[1]};
        const tns_sums_2x2 end = tns_dot_2x2(start, &columns, &span, taps);
        sums[0] = (int32_t)end.s00;
        sums[1] = (int32_t)end.s01;
        second[0] = (int32_t)end.s10;
        second[1] = (int32_t)end.s11;
        columns += taps;
        sums = second + channels;
    }
    if (pixels > 0) {
        const tns_sums_1x2 start = {(uint32_t)sums[0], (uint32_t)sums[1]};
        const tns_sums_1x2 end = tns_dot_1x2(start, columns, weights, taps);
        sums[0] = (int32_t)end.s0;
        sums[1] = (int32_t)end.s1;
    }
}
#endif

void tns_layer_add(const tns_layer *l, const int8_t *columns, tns_sum *sums, int32_t pixels)
{
#if TNS_PLAIN
    tns_plain_layer_add(l, columns, sums, pixels);
#else
    const int8_t *weights = l->weights;
    int32_t o = 0;
#if TNS_DSP
    for (; o + 1 < l->channels; o += 2) {
        add_pair(weights, l->taps, columns, sums + o, l->channels, pixels);
        weights += 2 * l->taps;
    }
#endif
    for (; o < l->channels; o++) {
        const int8_t *column = columns;
        tns_sum *sum = sums + o;
        for (int32_t i = pixels; i > 0; i--) {
            *sum = (int32_t)tns_dot((uint32_t)*sum, weights, column, l->taps);
            column += l->taps;
            sum += l->channels;
        }
        weights += l->taps;
    }
#endif
}
