/*
 * Tinsmith runtime: one row of a 3x3 depthwise convolution on cores with neither the DSP nor the vector extension.
 *
 * A channel at a time, whose weights are loaded once: first the sums of some pixels, then their outputs. A kernel row
 * that is padding gets weights of 0 and any row, and its taps are in the bias.
 */
#ifndef TNS_PLAIN_DEPTHWISE_H
#define TNS_PLAIN_DEPTHWISE_H

#include <stddef.h>

#include "tns_kernels.h"
#include "tns_plain_filter.h"
#include "tns_row_source.h"

/* Sums of so many pixels stand on the stack. */
#define TNS_PLAIN_SUMS 24

/* The rows of an output row; `any` stands in for those that are padding. */
typedef struct {
    const int8_t *rows[3];
    const int8_t *any;
    int32_t first, last; /* pixels in [first, last) have all columns inside the image */
} tns_plain_rows;

/* Pixels whose first column isn't left of the image: the first of them. Then those whose last isn't right of it. */
static inline void tns_plain_inner(const tns_conv_params *p, tns_plain_rows *r)
{
    const int32_t room = p->in_w - 1 - 2 * p->dilation_w + p->pad_left;
    r->first = 0;
    while (r->first < p->out_w && r->first * p->stride_w < p->pad_left) {
        r->first++;
    }
    r->last = p->out_w;
    while (r->last > r->first && (r->last - 1) * p->stride_w > room) {
        r->last--;
    }
}

/* Weights of channel c, [column][row], and its bias with the rows that are padding. */
static inline int32_t tns_plain_weights(const tns_conv_params *p, const tns_plain_rows *r, int32_t c, int32_t *weights)
{
    const int8_t *w = p->weights + c;
    uint32_t bias = (uint32_t)p->bias[c];
    for (int32_t ky = 0; ky < 3; ky++) {
        for (int32_t kx = 0; kx < 3; kx++) {
            weights[3 * kx + ky] = *w;
            w += p->in_c;
        }
        if (r->rows[ky] == NULL) {
            bias = tns_mac(bias, weights[ky] + weights[3 + ky] + weights[6 + ky], p->in_zero_point);
            weights[ky] = weights[3 + ky] = weights[6 + ky] = 0;
        }
    }
    return (int32_t)bias;
}

/* The sum of a pixel whose columns begin at `left`; some may lie outside the image. */
static inline uint32_t tns_plain_edge(const tns_conv_params *p, const tns_plain_filter *f, int32_t left)
{
    uint32_t sum = (uint32_t)f->bias;
    const int32_t *w = f->weights;
    for (int32_t kx = 0; kx < 3; kx++) {
        if (left >= 0 && left < p->in_w) {
            const int32_t at = left * p->in_c;
            sum = tns_mac(tns_mac(tns_mac(sum, w[0], f->row0[at]), w[1], f->row1[at]), w[2], f->row2[at]);
        } else {
            sum = tns_mac(sum, w[0] + w[1] + w[2], p->in_zero_point);
        }
        w += 3;
        left += p->dilation_w;
    }
    return sum;
}

/* Outputs of `count` sums, `channels` bytes apart. */
static TNS_PLAIN_OWN_REGISTERS void tns_plain_finish(const tns_plain_scale *scale, const uint32_t *sums, int32_t count,
                                                     int8_t *output, const tns_conv_params *p)
{
    const int32_t channels = p->in_c;
    if (scale->right >= 0 && p->act_max - p->act_min == 255) {
        const tns_plain_scale s = *scale;
        for (; count > 0; count--) {
            const int32_t twice = tns_plain_twice((int32_t)*sums++, s.multiplier, s.right);
            *output = (int8_t)tns_plain_saturate_half(twice + s.offset);
            output += channels;
        }
        return;
    }
    for (; count > 0; count--) {
        *output = tns_plain_requantize(*sums++, scale, p->act_min, p->act_max);
        output += channels;
    }
}

/* Channel c: pixels [x, x + count). f's rows are at the channel. */
static inline void tns_plain_sums(const tns_conv_params *p, const tns_plain_rows *r, const tns_plain_filter *f,
                                  int32_t x, int32_t count)
{
    uint32_t *sum = f->sums;
    const int32_t end = x + count;
    while (x < end) {
        const int32_t left = x * p->stride_w - p->pad_left;
        if (x >= r->first && x < r->last) {
            const int32_t inner = (end < r->last ? end : r->last) - x;
            const int32_t at = left * p->in_c;
            const tns_plain_filter inside = {f->row0 + at, f->row1 + at, f->row2 + at, f->weights, f->bias,
                                             f->step,      f->next,      sum,          sum + inner};
            tns_plain_filter_run(&inside);
            sum += inner;
            x += inner;
        } else {
            *sum++ = tns_plain_edge(p, f, left);
            x++;
        }
    }
}

/* Whether tns_plain_depthwise_row takes it: at least one row must be inside the image. */
static inline int tns_plain_depthwise_fits(const tns_conv_params *p, const tns_row_source *s, tns_plain_rows *r)
{
    r->any = NULL;
    if (p->k_h != 3 || p->k_w != 3) {
        return 0;
    }
    for (int32_t ky = 0; ky < 3; ky++) {
        r->rows[ky] = tns_source_row(p, s, ky);
        r->any = r->rows[ky] != NULL ? r->rows[ky] : r->any;
    }
    return r->any != NULL;
}

/* See tns_depthwise_row. */
static inline void tns_plain_depthwise_row(const tns_conv_params *p, tns_plain_rows *r, int8_t *output)
{
    int32_t weights[9];
    uint32_t sums[TNS_PLAIN_SUMS];
    tns_plain_filter f;
    tns_plain_inner(p, r);
    f.weights = weights;
    f.step = p->dilation_w * p->in_c;
    f.next = (p->stride_w - 2 * p->dilation_w) * p->in_c;
    f.sums = sums;
    f.end = sums;
    for (int32_t c = 0; c < p->in_c; c++) {
        const tns_plain_scale scale = tns_plain_scale_of(p->multiplier[c], p->shift[c], p->out_zero_point);
        f.bias = tns_plain_weights(p, r, c, weights);
        f.row0 = (r->rows[0] != NULL ? r->rows[0] : r->any) + c;
        f.row1 = (r->rows[1] != NULL ? r->rows[1] : r->any) + c;
        f.row2 = (r->rows[2] != NULL ? r->rows[2] : r->any) + c;
        for (int32_t x = 0; x < p->out_w; x += TNS_PLAIN_SUMS) {
            const int32_t count = p->out_w - x < TNS_PLAIN_SUMS ? p->out_w - x : TNS_PLAIN_SUMS;
            tns_plain_sums(p, r, &f, x, count);
            tns_plain_finish(&scale, sums, count, output + x * p->in_c + c, p);
        }
    }
}

#endif
