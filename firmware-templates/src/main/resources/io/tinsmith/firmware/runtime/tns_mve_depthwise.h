/*
 * Tinsmith runtime: one output row of a depthwise convolution with the vector extension.
 *
 * The rows are copied so that each channel's taps follow each other: [channel][column][kernel row]. An output is then
 * the dot product of consecutive bytes with the channel's weights, in the same order and 0 where there is no tap: a
 * VMLADAVA for each 16 of them. Eight channels are copied at a time, as scatter stores have eight 16-bit offsets; four
 * run at a time, whose weights stay in registers if a vector holds a channel's.
 */
#ifndef TNS_MVE_DEPTHWISE_H
#define TNS_MVE_DEPTHWISE_H

#include "tns_mve_scale.h"

#if TNS_MVE
#include <stddef.h>
#include <string.h>

#include "tns_kernels.h"
#include "tns_row_source.h"

/* Bytes of weights of eight channels on the stack. */
#define TNS_MVE_FILTER_BYTES 512

/* The copy's geometry. */
typedef struct {
    int32_t depth;   /* bytes of a column: kernel rows, 3 rounded up to 4 */
    int32_t columns; /* that a window spans */
    int32_t padded;  /* bytes of a window, rounded up to whole vectors */
    int32_t at_once; /* pixels whose windows fit the copy */
    int32_t stride;  /* bytes from channel to channel */
} tns_mve_window;

/* at_once is 0 or less where not even one pixel fits. */
TNS_MVE_INLINE tns_mve_window tns_mve_window_of(const tns_conv_params *p)
{
    tns_mve_window w;
    w.depth = p->k_h == 3 ? 4 : p->k_h;
    w.columns = (p->k_w - 1) * p->dilation_w + 1;
    w.padded = (w.columns * w.depth + 15) & ~15;
    /* The last window is read to its padded end. */
    const int32_t room = (TNS_COLUMN_BYTES - 16) / 8 / w.depth - w.columns;
    w.at_once = room < 0 || 8 * w.padded > TNS_MVE_FILTER_BYTES ? 0 : room / p->stride_w + 1;
    if (w.at_once > p->out_w) {
        w.at_once = p->out_w;
    }
    w.stride = ((w.at_once - 1) * p->stride_w + w.columns) * w.depth;
    return w;
}

/* One value in eight channels of a number of columns. */
TNS_MVE_INLINE int8_t *tns_mve_scatter_padding(int8_t *to, uint16x8_t offsets, uint16x8_t value, int32_t depth,
                                               int32_t count)
{
    for (; count > 0; count--) {
        vstrbq_scatter_offset_u16((uint8_t *)to, offsets, value);
        to += depth;
    }
    return to;
}

/* Eight channels of a number of pixels, `step` bytes apart; those beyond `lanes` are not read. */
TNS_MVE_INLINE int8_t *tns_mve_scatter_pixels(int8_t *to, uint16x8_t offsets, const int8_t *from, int32_t step,
                                              int32_t depth, int32_t count, mve_pred16_t lanes)
{
    for (; count > 0; count--) {
        vstrbq_scatter_offset_u16((uint8_t *)to, offsets, vldrbq_z_u16((const uint8_t *)from, lanes));
        from += step;
        to += depth;
    }
    return to;
}

/* Weights of channels c to c + 7 in the copy's order. */
static __attribute__((noinline)) void tns_mve_filter(const tns_conv_params *p, const tns_mve_window *w, int32_t c,
                                                     int8_t *filter)
{
    const uint16x8_t offsets = vmulq_n_u16(vidupq_n_u16(0, 1), (uint16_t)w->padded);
    const mve_pred16_t lanes = vctp16q((uint32_t)(p->in_c - c));
    const int8_t *weights = p->weights + c;
    const int8x16_t zero = vdupq_n_s8(0);
    for (int32_t i = 0; i < 8 * w->padded; i += 16) {
        vstrbq_s8(filter + i, zero);
    }
    for (int32_t ky = 0; ky < p->k_h; ky++) {
        tns_mve_scatter_pixels(filter + ky, offsets, weights, p->in_c, w->depth * p->dilation_w, p->k_w, lanes);
        weights += p->k_w * p->in_c;
    }
}

/* Channels c to c + 7 of w->columns and more columns from image column `left` on. */
static __attribute__((noinline)) void tns_mve_copy_channels(const tns_conv_params *p, const tns_row_source *s,
                                                            const tns_mve_window *w, int32_t c, int32_t left,
                                                            int32_t columns, int8_t *copy)
{
    const uint16x8_t offsets = vmulq_n_u16(vidupq_n_u16(0, 1), (uint16_t)w->stride);
    const uint16x8_t padding = vdupq_n_u16((uint16_t)p->in_zero_point);
    const mve_pred16_t lanes = vctp16q((uint32_t)(p->in_c - c));
    const int32_t end = left + columns;
    const int32_t first = left < 0 ? 0 : left > p->in_w ? p->in_w : left;
    const int32_t last = end > p->in_w ? p->in_w : end < first ? first : end;
    const int32_t before = first - left < columns ? first - left : columns;
    for (int32_t ky = 0; ky < p->k_h; ky++) {
        const int8_t *row = tns_source_row(p, s, ky);
        if (row == NULL) {
            tns_mve_scatter_padding(copy + ky, offsets, padding, w->depth, columns);
            continue;
        }
        int8_t *to = tns_mve_scatter_padding(copy + ky, offsets, padding, w->depth, before);
        to = tns_mve_scatter_pixels(to, offsets, row + first * p->in_c + c, p->in_c, w->depth, last - first, lanes);
        tns_mve_scatter_padding(to, offsets, padding, w->depth, columns - before - (last - first));
    }
}

/* A pixel after another, their windows `step` bytes apart, of four channels whose windows are up to 16 bytes. */
TNS_MVE_INLINE void tns_mve_windows_of_quad(const tns_mve_quad *quad, int usual, int32_t stride, const int8_t *filter,
                                            const int8_t *x0, int32_t step, int8_t *output, int32_t channels,
                                            int32_t pixels)
{
    const int8x16_t w0 = vldrbq_s8(filter);
    const int8x16_t w1 = vldrbq_s8(filter + 16);
    const int8x16_t w2 = vldrbq_s8(filter + 32);
    const int8x16_t w3 = vldrbq_s8(filter + 48);
    const int8_t *x1 = x0 + stride, *x2 = x1 + stride, *x3 = x2 + stride;
    for (; pixels > 0; pixels--) {
        const int32x4_t sums = tns_mve_lanes(vmladavq_s8(w0, vldrbq_s8(x0)), vmladavq_s8(w1, vldrbq_s8(x1)),
                                             vmladavq_s8(w2, vldrbq_s8(x2)), vmladavq_s8(w3, vldrbq_s8(x3)));
        tns_mve_requantize(sums, quad, usual, output);
        x0 += step;
        x1 += step;
        x2 += step;
        x3 += step;
        output += channels;
    }
}

static __attribute__((noinline)) void tns_mve_windows_short(const tns_layer *l, const tns_mve_window *w, int32_t c,
                                                            const int8_t *filter, const int8_t *copy, int32_t step,
                                                            int8_t *output, int32_t pixels)
{
    const tns_mve_quad quad = tns_mve_quad_of(l, c);
    if (quad.usual) {
        tns_mve_windows_of_quad(&quad, 1, w->stride, filter, copy, step, output, l->channels, pixels);
    } else {
        tns_mve_windows_of_quad(&quad, 0, w->stride, filter, copy, step, output, l->channels, pixels);
    }
}

/* The same for windows of any size. The copy's last windows may be read beyond their ends, never beyond `padded`. */
static __attribute__((noinline)) void tns_mve_windows_long(const tns_layer *l, const tns_mve_window *w, int32_t c,
                                                           const int8_t *filter, const int8_t *copy, int32_t step,
                                                           int8_t *output, int32_t pixels)
{
    const tns_mve_quad quad = tns_mve_quad_of(l, c);
    for (; pixels > 0; pixels--) {
        const int8_t *x0 = copy, *x1 = x0 + w->stride, *x2 = x1 + w->stride, *x3 = x2 + w->stride;
        const int8_t *f0 = filter, *f1 = f0 + w->padded, *f2 = f1 + w->padded, *f3 = f2 + w->padded;
        int32_t s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        for (int32_t i = w->padded; i > 0; i -= 16) {
            s0 = vmladavaq_s8(s0, vldrbq_s8(f0), vldrbq_s8(x0));
            s1 = vmladavaq_s8(s1, vldrbq_s8(f1), vldrbq_s8(x1));
            s2 = vmladavaq_s8(s2, vldrbq_s8(f2), vldrbq_s8(x2));
            s3 = vmladavaq_s8(s3, vldrbq_s8(f3), vldrbq_s8(x3));
            f0 += 16;
            f1 += 16;
            f2 += 16;
            f3 += 16;
            x0 += 16;
            x1 += 16;
            x2 += 16;
            x3 += 16;
        }
        tns_mve_requantize(tns_mve_lanes(s0, s1, s2, s3), &quad, 0, output);
        copy += step;
        output += l->channels;
    }
}

/* Writes one output row; false, and nothing is done, where a window does not fit the stack. */
static inline int tns_mve_depthwise_row(const tns_conv_params *p, const tns_row_source *s, int8_t *output)
{
    int8_t copy[TNS_COLUMN_BYTES];
    int8_t filter[TNS_MVE_FILTER_BYTES];
    const tns_mve_window w = tns_mve_window_of(p);
    const tns_layer layer = {p->weights, p->bias,           p->multiplier, p->shift,  p->in_c,
                             0,          p->out_zero_point, p->act_min,    p->act_max};
    if (w.at_once <= 0) {
        return 0;
    }
    for (int32_t c = 0; c < p->in_c; c += 8) {
        tns_mve_filter(p, &w, c, filter);
        for (int32_t x = 0; x < p->out_w; x += w.at_once) {
            const int32_t pixels = p->out_w - x < w.at_once ? p->out_w - x : w.at_once;
            tns_mve_copy_channels(p, s, &w, c, x * p->stride_w - p->pad_left, (pixels - 1) * p->stride_w + w.columns,
                                  copy);
            for (int32_t i = 0; i < 8 && c + i < p->in_c; i += 4) {
                const int8_t *const weights = filter + i * w.padded;
                const int8_t *const windows = copy + i * w.stride;
                int8_t *const out = output + x * p->in_c + c + i;
                if (w.padded == 16) {
                    tns_mve_windows_short(&layer, &w, c + i, weights, windows, w.depth * p->stride_w, out, pixels);
                } else {
                    tns_mve_windows_long(&layer, &w, c + i, weights, windows, w.depth * p->stride_w, out, pixels);
                }
            }
        }
    }
    return 1;
}

#endif
#endif
