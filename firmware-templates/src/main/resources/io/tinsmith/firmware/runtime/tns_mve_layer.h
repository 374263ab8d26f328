/*
 * Tinsmith runtime: output channels from columns of taps with the vector extension.
 *
 * Channels are the outer loop, four at a time, pixels the inner one: the four channels' requantization, and their
 * weights where a vector holds a channel's, stay in registers.
 */
#ifndef TNS_MVE_LAYER_H
#define TNS_MVE_LAYER_H

#include "tns_mve_dot.h"

#if TNS_MVE
#include "tns_kernels.h"

/* Up to 16 taps: a vector of weights for each channel. */
TNS_MVE_INLINE void tns_mve_pixels_short(const tns_layer *l, const tns_mve_quad *quad, int usual,
                                         const tns_mve_weights *w, const int8_t *columns, int8_t *output,
                                         int32_t pixels)
{
    const int32_t channels = l->channels, taps = l->taps;
    const mve_pred16_t p = vctp8q((uint32_t)taps);
    const int8x16_t w0 = vldrbq_z_s8(w->w0, p);
    const int8x16_t w1 = vldrbq_z_s8(w->w1, p);
    const int8x16_t w2 = vldrbq_z_s8(w->w2, p);
    const int8x16_t w3 = vldrbq_z_s8(w->w3, p);
    for (; pixels > 0; pixels--) {
        const int8x16_t x = vldrbq_z_s8(columns, p);
        const int32x4_t sums = tns_mve_lanes(vmladavq_s8(w0, x), vmladavq_s8(w1, x), vmladavq_s8(w2, x),
                                             vmladavq_s8(w3, x));
        tns_mve_requantize(sums, quad, usual, output);
        columns += taps;
        output += channels;
    }
}

/* Any number of taps. */
TNS_MVE_INLINE void tns_mve_pixels_long(const tns_layer *l, const tns_mve_quad *quad, int usual,
                                        const tns_mve_weights *w, const int8_t *columns, int8_t *output, int32_t pixels)
{
    const int32_t channels = l->channels, taps = l->taps;
    for (; pixels > 0; pixels--) {
        tns_mve_requantize(tns_mve_dot_4(w, columns, taps), quad, usual, output);
        columns += taps;
        output += channels;
    }
}

/* Channels o to o + 3 of all pixels. */
static inline void tns_mve_quad_run(const tns_layer *l, int32_t o, const int8_t *columns, int8_t *output,
                                    int32_t pixels)
{
    const tns_mve_quad quad = tns_mve_quad_of(l, o);
    const tns_mve_weights w = tns_mve_weights_of(l->weights, l->taps, o, l->channels);
    if (l->taps <= 16) {
        if (quad.usual) {
            tns_mve_pixels_short(l, &quad, 1, &w, columns, output + o, pixels);
        } else {
            tns_mve_pixels_short(l, &quad, 0, &w, columns, output + o, pixels);
        }
    } else if (quad.usual) {
        tns_mve_pixels_long(l, &quad, 1, &w, columns, output + o, pixels);
    } else {
        tns_mve_pixels_long(l, &quad, 0, &w, columns, output + o, pixels);
    }
}

/* Adds the products of channels o to o + 3 to their sums; see tns_layer_add. */
static inline void tns_mve_quad_add(const tns_layer *l, int32_t o, const int8_t *columns, tns_sum *sums, int32_t pixels)
{
    const tns_mve_weights w = tns_mve_weights_of(l->weights, l->taps, o, l->channels);
    const mve_pred16_t lanes = vctp32q((uint32_t)(l->channels - o));
    int32_t *sum = (int32_t *)sums + o;
    for (; pixels > 0; pixels--) {
        const int32x4_t before = vldrwq_z_s32(sum, lanes);
        vstrwq_p_s32(sum, vaddq_s32(before, tns_mve_dot_4(&w, columns, l->taps)), lanes);
        columns += l->taps;
        sum += l->channels;
    }
}

static inline void tns_mve_layer_add(const tns_layer *l, const int8_t *columns, tns_sum *sums, int32_t pixels)
{
    for (int32_t o = 0; o < l->channels; o += 4) {
        tns_mve_quad_add(l, o, columns, sums, pixels);
    }
}

static inline void tns_mve_layer_finish(const tns_layer *l, const tns_sum *sums, int8_t *output, int32_t pixels)
{
    for (int32_t o = 0; o < l->channels; o += 4) {
        const tns_mve_quad quad = tns_mve_quad_of(l, o);
        const int32_t *sum = (const int32_t *)sums + o;
        int8_t *out = output + o;
        for (int32_t i = pixels; i > 0; i--) {
            tns_mve_requantize(vldrwq_z_s32(sum, quad.lanes), &quad, 0, out);
            sum += l->channels;
            out += l->channels;
        }
    }
}

/* tns_layer_run */
static inline void tns_mve_layer_run(const tns_layer *l, const int8_t *columns, int8_t *output, int32_t pixels)
{
    for (int32_t o = 0; o < l->channels; o += 4) {
        tns_mve_quad_run(l, o, columns, output, pixels);
    }
}

#endif
#endif
