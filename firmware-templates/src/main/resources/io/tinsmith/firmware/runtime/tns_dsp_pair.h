/*
 * Tinsmith runtime: two output channels of any number of pixels, from columns of taps, on the DSP extension. Only with
 * TNS_DSP.
 */
#ifndef TNS_DSP_PAIR_H
#define TNS_DSP_PAIR_H

#include "tns_dsp.h"
#include "tns_dsp_dot.h"
#include "tns_layer.h"

#if TNS_DSP

/* Two neighbouring channels. */
typedef struct {
    uint32_t bias0, bias1;
    tns_quick_scale scale0, scale1;
    int32_t offset;
    int32_t plain; /* both requantize the quick way and the activation is all of int8 */
    int32_t channel;
} tns_dsp_pair;

TNS_INLINE tns_dsp_pair tns_dsp_pair_of(const tns_layer *l, int32_t o)
{
    const int32_t m0 = l->multiplier[o];
    const int32_t m1 = l->multiplier[o + 1];
    const int32_t shift0 = l->shift[o];
    const int32_t shift1 = l->shift[o + 1];
    const int quick = (tns_quick_sign(m0, shift0) & tns_quick_sign(m1, shift1)) < 0;
    const tns_dsp_pair pair = {
        (uint32_t)l->bias[o],
        (uint32_t)l->bias[o + 1],
        tns_quick_prepare(m0, shift0),
        tns_quick_prepare(m1, shift1),
        tns_quick_offset(l->zero_point),
        quick && l->act_max - l->act_min == 255,
        o,
    };
    return pair;
}

TNS_INLINE int8_t tns_dsp_requantize(const tns_layer *l, uint32_t sum, int32_t o)
{
    return tns_requantize((int32_t)sum, l->multiplier[o], l->shift[o], l->zero_point, l->act_min, l->act_max);
}

/* Stores both channels of a pixel where they are not plain: rare. */
static __attribute__((noinline)) void tns_dsp_store_any(const tns_layer *l, int32_t o, uint32_t sum0, uint32_t sum1,
                                                        int8_t *output)
{
    output[0] = tns_dsp_requantize(l, sum0, o);
    output[1] = tns_dsp_requantize(l, sum1, o + 1);
}

/* The channels of c of one pixel; output is at the first of them. */
static __attribute__((noinline)) void tns_dsp_pair_pixel(const tns_layer *l, const tns_dsp_pair *c, const int8_t *taps,
                                                         int8_t *output)
{
    const tns_sums_1x2 bias = {c->bias0, c->bias1};
    const tns_sums_1x2 sums = tns_dot_1x2(bias, taps, l->weights + c->channel * l->taps, l->taps);
    if (c->plain) {
        const int32_t value0 = tns_quick_requantize(sums.s0, c->scale0, c->offset);
        const int32_t value1 = tns_quick_requantize(sums.s1, c->scale1, c->offset);
        output[0] = (int8_t)value0;
        output[1] = (int8_t)value1;
    } else {
        tns_dsp_store_any(l, c->channel, sums.s0, sums.s1, output);
    }
}

/*
 * The channels of c: taps[pixels][l->taps] to output[pixels][l->channels]. Neither is inlined: the assembly
 * needs the registers.
 */
static __attribute__((noinline)) void tns_dsp_pair_run(const tns_layer *l, const tns_dsp_pair *c,
                                                       const int8_t *taps, int8_t *output, int32_t pixels)
{
    const int32_t size = l->taps;
    const tns_weight_span span = tns_weight_span_of(l->weights + c->channel * size, size);
    output += c->channel;
    for (; pixels > 1; pixels -= 2) {
        const tns_sums_2x2 bias = {c->bias0, c->bias1, c->bias0, c->bias1};
        const tns_sums_2x2 sums = tns_dot_2x2(bias, &taps, &span, size);
        int8_t *const second = output + l->channels;
        if (c->plain) {
            /* All four before the first store, which the compiler must take for a change of *c. */
            const int32_t value00 = tns_quick_requantize(sums.s00, c->scale0, c->offset);
            const int32_t value10 = tns_quick_requantize(sums.s10, c->scale0, c->offset);
            const int32_t value01 = tns_quick_requantize(sums.s01, c->scale1, c->offset);
            const int32_t value11 = tns_quick_requantize(sums.s11, c->scale1, c->offset);
            output[0] = (int8_t)value00;
            output[1] = (int8_t)value01;
            second[0] = (int8_t)value10;
            second[1] = (int8_t)value11;
        } else {
            tns_dsp_store_any(l, c->channel, sums.s00, sums.s01, output);
            tns_dsp_store_any(l, c->channel, sums.s10, sums.s11, second);
        }
        taps += size;
        output = second + l->channels;
    }
    if (pixels > 0) {
        tns_dsp_pair_pixel(l, c, taps, output);
    }
}

#endif
#endif
