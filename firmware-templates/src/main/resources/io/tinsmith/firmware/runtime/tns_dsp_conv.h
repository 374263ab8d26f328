/*
 * Tinsmith runtime: all output channels of one or two pixels, from columns of taps, on the DSP extension. Only with
 * TNS_DSP.
 */
#ifndef TNS_DSP_CONV_H
#define TNS_DSP_CONV_H

#include "tns_dsp.h"
#include "tns_dsp_dot.h"
#include "tns_kernels.h"

#if TNS_DSP

/* What the outputs of a layer share, and its channels' parameters. */
typedef struct {
    const int8_t *weights; /* [channels][taps] */
    const int32_t *bias;
    const int32_t *multiplier;
    const int8_t *shift;
    int32_t channels, taps;
    int32_t zero_point, act_min, act_max;
} tns_dsp_layer;

/* Requantizes channels o and o + 1 of `pixels` pixels; sums[2 * pixel + channel] to output[pixel * channels + channel]. */
TNS_INLINE void tns_dsp_store(const tns_dsp_layer *l, const uint32_t *sums, int32_t pixels, int32_t o, int8_t *output)
{
    const int32_t m0 = l->multiplier[o];
    const int32_t m1 = l->multiplier[o + 1];
    const int32_t shift0 = l->shift[o];
    const int32_t shift1 = l->shift[o + 1];
    if ((tns_quick_sign(m0, shift0) & tns_quick_sign(m1, shift1)) >= 0) {
        for (int32_t i = 0; i < pixels; i++) {
            output[0] = tns_requantize((int32_t)sums[2 * i], m0, shift0, l->zero_point, l->act_min, l->act_max);
            output[1] = tns_requantize((int32_t)sums[2 * i + 1], m1, shift1, l->zero_point, l->act_min, l->act_max);
            output += l->channels;
        }
        return;
    }
    const tns_quick_scale scale0 = tns_quick_prepare(m0, shift0);
    const tns_quick_scale scale1 = tns_quick_prepare(m1, shift1);
    const int narrow = l->act_max - l->act_min != 255;
#pragma GCC unroll 2
    for (int32_t i = 0; i < pixels; i++) {
        int32_t value0 = tns_quick_requantize(sums[2 * i], scale0, l->zero_point);
        int32_t value1 = tns_quick_requantize(sums[2 * i + 1], scale1, l->zero_point);
        if (narrow) {
            value0 = tns_clamp(value0, l->act_min, l->act_max);
            value1 = tns_clamp(value1, l->act_min, l->act_max);
        }
        output[0] = (int8_t)value0;
        output[1] = (int8_t)value1;
        output += l->channels;
    }
}

/* The last channel of one pixel, where their number is odd. */
TNS_INLINE void tns_dsp_last_channel(const tns_dsp_layer *l, const int8_t *taps, int8_t *output)
{
    const int32_t o = l->channels - 1;
    const uint32_t sum = tns_dot((uint32_t)l->bias[o], l->weights + o * l->taps, taps, l->taps);
    output[o] = tns_requantize((int32_t)sum, l->multiplier[o], l->shift[o], l->zero_point, l->act_min, l->act_max);
}

/* One pixel: taps[l->taps] to output[channels]. */
static inline void tns_dsp_pixel(const tns_dsp_layer *l, const int8_t *taps, int8_t *output)
{
    const int8_t *weights = l->weights;
    for (int32_t o = 0; o + 1 < l->channels; o += 2) {
        uint32_t sums[2] = {(uint32_t)l->bias[o], (uint32_t)l->bias[o + 1]};
        tns_dot_1x2(sums, taps, weights, l->taps, l->taps);
        tns_dsp_store(l, sums, 1, o, output + o);
        weights += 2 * l->taps;
    }
    if (l->channels & 1) {
        tns_dsp_last_channel(l, taps, output);
    }
}

/* Two pixels: taps[2][l->taps] to output[2][channels]. */
static inline void tns_dsp_two_pixels(const tns_dsp_layer *l, const int8_t *taps, int8_t *output)
{
    const int8_t *weights = l->weights;
    for (int32_t o = 0; o + 1 < l->channels; o += 2) {
        const uint32_t bias0 = (uint32_t)l->bias[o];
        const uint32_t bias1 = (uint32_t)l->bias[o + 1];
        uint32_t sums[4] = {bias0, bias1, bias0, bias1};
        tns_dot_2x2(sums, taps, weights, l->taps);
        tns_dsp_store(l, sums, 2, o, output + o);
        weights += 2 * l->taps;
    }
    if (l->channels & 1) {
        tns_dsp_last_channel(l, taps, output);
        tns_dsp_last_channel(l, taps + l->taps, output + l->channels);
    }
}

TNS_INLINE tns_dsp_layer tns_dsp_conv_layer(const tns_conv_params *p)
{
    const tns_dsp_layer layer = {p->weights,     p->bias,      p->multiplier, p->shift, p->out_c, p->k_h * p->k_w * p->in_c,
                                 p->out_zero_point, p->act_min, p->act_max};
    return layer;
}

#endif
#endif
