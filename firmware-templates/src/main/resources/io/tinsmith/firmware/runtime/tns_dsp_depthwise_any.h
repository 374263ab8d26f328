/*
 * Tinsmith runtime: one output row of a depthwise convolution with any kernel, four channels at a time, on the DSP
 * extension. Only with TNS_DSP.
 */
#ifndef TNS_DSP_DEPTHWISE_ANY_H
#define TNS_DSP_DEPTHWISE_ANY_H

#include "tns_depthwise_row.h"
#include "tns_dsp.h"
#include "tns_dsp_taps.h"
#include "tns_kernels.h"

#if TNS_DSP

/* The tallest kernel of this variant. */
#define TNS_DSP_DEPTHWISE_MAX_K_H 7

/* Four neighbouring channels of an output row. */
typedef struct {
    const tns_conv_params *p;
    const int8_t *rows[TNS_DSP_DEPTHWISE_MAX_K_H]; /* per kernel row, at channel 0 of image column 0 */
    int32_t first_row, end_row;                    /* the kernel rows that lie inside the image */
    int32_t channel;
    uint32_t padding;  /* four bytes of in_zero_point */
    tns_dsp_sums start; /* bias, and the rows that are padding */
    tns_quick_scale scale[4];
    int32_t offset;
    int plain; /* all four requantize the quick way and the activation is all of int8 */
} tns_dsp_quad;

/* Four channels that are not plain: rare. */
static __attribute__((noinline)) void tns_dsp_quad_store_any(const tns_dsp_quad *q, const tns_dsp_sums *sums,
                                                             int8_t *output)
{
    const tns_conv_params *p = q->p;
    const uint32_t values[4] = {sums->s0, sums->s1, sums->s2, sums->s3};
    for (int32_t i = 0; i < 4; i++) {
        output[i] = tns_requantize((int32_t)values[i], p->multiplier[q->channel + i], p->shift[q->channel + i],
                                   p->out_zero_point, p->act_min, p->act_max);
    }
}

TNS_INLINE void tns_dsp_quad_store(const tns_dsp_quad *q, tns_dsp_sums sums, int8_t *output)
{
    if (!q->plain) {
        const tns_dsp_sums copy = sums;
        tns_dsp_quad_store_any(q, &copy, output);
        return;
    }
    /* All four before the first store, which the compiler must take for a change of *q. */
    const int32_t offset = q->offset;
    const int32_t value0 = tns_quick_requantize(sums.s0, q->scale[0], offset);
    const int32_t value1 = tns_quick_requantize(sums.s1, q->scale[1], offset);
    const int32_t value2 = tns_quick_requantize(sums.s2, q->scale[2], offset);
    const int32_t value3 = tns_quick_requantize(sums.s3, q->scale[3], offset);
    output[0] = (int8_t)value0;
    output[1] = (int8_t)value1;
    output[2] = (int8_t)value2;
    output[3] = (int8_t)value3;
}

/*
 * Bias, padding rows and scales of the channels from `channel` on. Not inlined, nor are the functions below: the
 * assembly needs the registers.
 */
static __attribute__((noinline)) void tns_dsp_quad_begin(tns_dsp_quad *q, int32_t channel)
{
    const tns_conv_params *p = q->p;
    const int8_t *const weights = p->weights + channel;
    const int8_t *const padding = (const int8_t *)&q->padding;
    const int32_t *const bias = p->bias + channel;
    int32_t quick = -1;
    for (int32_t i = 0; i < 4; i++) {
        quick &= tns_quick_sign(p->multiplier[channel + i], p->shift[channel + i]);
        q->scale[i] = tns_quick_prepare(p->multiplier[channel + i], p->shift[channel + i]);
    }
    q->channel = channel;
    q->plain = quick < 0 && p->act_max - p->act_min == 255;
    tns_dsp_sums sums = {(uint32_t)bias[0], (uint32_t)bias[1], (uint32_t)bias[2], (uint32_t)bias[3]};
    sums = tns_dsp_taps(sums, padding, 0, weights, p->in_c, q->first_row * p->k_w);
    sums = tns_dsp_taps(sums, padding, 0, weights + q->end_row * p->k_w * p->in_c, p->in_c,
                        (p->k_h - q->end_row) * p->k_w);
    q->start = sums;
}

/* A pixel at an edge; `before` and `after` of its columns are left and right of the image. */
static __attribute__((noinline)) void tns_dsp_quad_at_edge(const tns_dsp_quad *q, int32_t left, int32_t before,
                                                           int32_t after, int8_t *output)
{
    const tns_conv_params *p = q->p;
    const int8_t *const padding = (const int8_t *)&q->padding;
    const int32_t channels = p->in_c;
    const int32_t step = p->dilation_w * channels;
    const int32_t inside = p->k_w - before - after;
    const int32_t offset = left * channels + before * step + q->channel;
    const int8_t *weights = p->weights + q->first_row * p->k_w * channels + q->channel;
    tns_dsp_sums sums = q->start;
    for (int32_t ky = q->first_row; ky < q->end_row; ky++) {
        sums = tns_dsp_taps(sums, padding, 0, weights, channels, before);
        weights += before * channels;
        sums = tns_dsp_taps(sums, q->rows[ky] + offset, step, weights, channels, inside);
        weights += inside * channels;
        sums = tns_dsp_taps(sums, padding, 0, weights, channels, after);
        weights += after * channels;
    }
    tns_dsp_quad_store(q, sums, output);
}

/* `count` pixels inside the image, of any kernel. */
static TNS_DSP_ALL_REGISTERS void tns_dsp_quad_run(const tns_dsp_quad *q, int32_t left, int32_t count,
                                                           int8_t *output)
{
    const tns_conv_params *p = q->p;
    const int32_t channels = p->in_c;
    const int32_t step = p->dilation_w * channels;
    const int32_t row_size = p->k_w * channels;
    int32_t offset = left * channels + q->channel;
    for (; count > 0; count--) {
        const int8_t *weights = p->weights + q->first_row * row_size + q->channel;
        tns_dsp_sums sums = q->start;
        for (int32_t ky = q->first_row; ky < q->end_row; ky++) {
            sums = tns_dsp_taps(sums, q->rows[ky] + offset, step, weights, channels, p->k_w);
            weights += row_size;
        }
        tns_dsp_quad_store(q, sums, output);
        offset += p->stride_w * channels;
        output += channels;
    }
}

/* The four channels over the whole row. */
static void tns_dsp_quad_row(const tns_dsp_quad *q, int8_t *output)
{
    const tns_conv_params *p = q->p;
    const int32_t last_left = p->in_w - 1 - (p->k_w - 1) * p->dilation_w;
    int32_t left = -p->pad_left;
    output += q->channel;
    for (int32_t i = 0; i < p->out_w; i++) {
        int32_t pixels = 1;
        if (left >= 0 && left <= last_left) {
            const int32_t inside = (last_left - left) / p->stride_w + 1;
            pixels = inside < p->out_w - i ? inside : p->out_w - i;
            tns_dsp_quad_run(q, left, pixels, output);
        } else {
            /* How many columns hang over either edge. */
            int32_t before = 0;
            int32_t after = 0;
            for (int32_t kx = 0; kx < p->k_w; kx++) {
                const int32_t x = left + kx * p->dilation_w;
                before += x < 0 ? 1 : 0;
                after += x >= p->in_w ? 1 : 0;
            }
            tns_dsp_quad_at_edge(q, left, before, after, output);
        }
        i += pixels - 1;
        output += pixels * p->in_c;
        left += pixels * p->stride_w;
    }
}

/*
 * Writes one output row, [out_w][in_c]; in_c is at least 4 and k_h at most TNS_DSP_DEPTHWISE_MAX_K_H. Where in_c is no
 * multiple of 4 the last four channels overlap those before and are computed again.
 */
static inline void tns_dsp_depthwise_any_row(const tns_conv_params *p, const tns_row_source *s, int8_t *output)
{
    tns_dsp_quad q;
    q.p = p;
    q.padding = (uint32_t)(uint8_t)p->in_zero_point * 0x01010101u;
    q.offset = tns_quick_offset(p->out_zero_point);
    q.first_row = p->k_h;
    q.end_row = p->k_h;
    for (int32_t ky = p->k_h - 1; ky >= 0; ky--) {
        q.rows[ky] = tns_source_row(p, s, ky);
        if (q.rows[ky] != NULL) {
            q.end_row = q.first_row == p->k_h ? ky + 1 : q.end_row;
            q.first_row = ky;
        }
    }
    for (int32_t c = 0; c < p->in_c; c += 4) {
        tns_dsp_quad_begin(&q, c + 4 <= p->in_c ? c : p->in_c - 4);
        tns_dsp_quad_row(&q, output);
    }
}

#endif
#endif
