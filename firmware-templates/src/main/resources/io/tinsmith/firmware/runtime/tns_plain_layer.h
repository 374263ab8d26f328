/*
 * Tinsmith runtime: output channels from columns of taps on cores with neither the DSP nor the vector extension.
 */
#ifndef TNS_PLAIN_LAYER_H
#define TNS_PLAIN_LAYER_H

#include "tns_kernels.h"
#include "tns_layer.h"
#include "tns_plain_dot.h"

/* Channels o and o + 1 of an even number of pixels. */
static TNS_PLAIN_OWN_REGISTERS void tns_plain_pair(const tns_layer *l, int32_t o, const int8_t *columns,
                                                   int8_t *output, int32_t pixels)
{
    const tns_plain_scale first = tns_plain_scale_of(l->multiplier[o], l->shift[o], l->zero_point);
    const tns_plain_scale second = tns_plain_scale_of(l->multiplier[o + 1], l->shift[o + 1], l->zero_point);
    const int8_t *weights = l->weights + o * l->taps;
    const uint32_t bias0 = (uint32_t)l->bias[o];
    const uint32_t bias1 = (uint32_t)l->bias[o + 1];
    for (; pixels > 0; pixels -= 2) {
        tns_plain_2x2 sums = {bias0, bias1, bias0, bias1};
        tns_plain_dot_2x2(&sums, weights, columns, l->taps);
        output[0] = tns_plain_requantize(sums.s00, &first, l->act_min, l->act_max);
        output[1] = tns_plain_requantize(sums.s01, &second, l->act_min, l->act_max);
        output += l->channels;
        output[0] = tns_plain_requantize(sums.s10, &first, l->act_min, l->act_max);
        output[1] = tns_plain_requantize(sums.s11, &second, l->act_min, l->act_max);
        output += l->channels;
        columns += 2 * l->taps;
    }
}

/* The outputs of channels o .. o + count - 1 of one pixel. */
static TNS_PLAIN_OWN_REGISTERS void tns_plain_outputs(const tns_layer *l, int32_t o, const uint32_t *sums,
                                                      int8_t *output, int32_t count)
{
    const int32_t *multiplier = l->multiplier + o;
    const int8_t *shift = l->shift + o;
    const int8_t *const end = output + count;
    const int32_t zero_point = l->zero_point;
    if (l->act_max - l->act_min == 255) {
        while (output != end) {
            const tns_plain_scale scale = tns_plain_scale_of(*multiplier++, *shift++, zero_point);
            *output++ = tns_plain_requantize(*sums++, &scale, INT8_MIN, INT8_MAX);
        }
        return;
    }
    while (output != end) {
        const tns_plain_scale scale = tns_plain_scale_of(*multiplier++, *shift++, zero_point);
        *output++ = tns_plain_requantize(*sums++, &scale, l->act_min, l->act_max);
    }
}

/* Channels o .. o + 3 of all pixels. */
static inline void tns_plain_four(const tns_layer *l, int32_t o, const int8_t *columns, int8_t *output, int32_t pixels)
{
    const int8_t *weights = l->weights + o * l->taps;
    const int32_t *bias = l->bias + o;
    for (; pixels > 0; pixels--) {
        uint32_t sums[4] = {(uint32_t)bias[0], (uint32_t)bias[1], (uint32_t)bias[2], (uint32_t)bias[3]};
        tns_plain_dot_4(sums, weights, columns, l->taps);
        tns_plain_outputs(l, o, sums, output, 4);
        columns += l->taps;
        output += l->channels;
    }
}

/* One channel of all pixels. */
static inline void tns_plain_one(const tns_layer *l, int32_t o, const int8_t *columns, int8_t *output, int32_t pixels)
{
    for (; pixels > 0; pixels--) {
        const uint32_t sum = tns_dot((uint32_t)l->bias[o], l->weights + o * l->taps, columns, l->taps);
        tns_plain_outputs(l, o, &sum, output, 1);
        columns += l->taps;
        output += l->channels;
    }
}

/* See tns_layer_run. */
static inline void tns_plain_layer_run(const tns_layer *l, const int8_t *columns, int8_t *output, int32_t pixels)
{
    int32_t o = 0;
    int32_t paired = 0;
#if !TNS_PLAIN_THUMB1
    paired = pixels & ~1;
    for (; paired > 0 && o + 1 < l->channels; o += 2) {
        tns_plain_pair(l, o, columns, output + o, paired);
    }
    for (; paired > 0 && o < l->channels; o++) {
        tns_plain_one(l, o, columns, output + o, paired);
    }
    columns += paired * l->taps;
    output += paired * l->channels;
    o = 0;
#endif
    if (pixels > paired) {
        for (; o + 3 < l->channels; o += 4) {
            tns_plain_four(l, o, columns, output + o, pixels - paired);
        }
        for (; o < l->channels; o++) {
            tns_plain_one(l, o, columns, output + o, pixels - paired);
        }
    }
}

/* See tns_layer_add. */
static inline void tns_plain_layer_add(const tns_layer *l, const int8_t *columns, tns_sum *sums, int32_t pixels)
{
    for (; pixels > 0; pixels--) {
        const int8_t *weights = l->weights;
        int32_t o = l->channels;
        for (; o >= 4; o -= 4) {
            uint32_t four[4] = {(uint32_t)sums[0], (uint32_t)sums[1], (uint32_t)sums[2], (uint32_t)sums[3]};
            tns_plain_dot_4(four, weights, columns, l->taps);
            for (int32_t i = 0; i < 4; i++) {
                *sums++ = (int32_t)four[i];
            }
            weights += 4 * l->taps;
        }
        for (; o > 0; o--) {
            *sums = (int32_t)tns_dot((uint32_t)*sums, weights, columns, l->taps);
            sums++;
            weights += l->taps;
        }
        columns += l->taps;
    }
}

#endif
