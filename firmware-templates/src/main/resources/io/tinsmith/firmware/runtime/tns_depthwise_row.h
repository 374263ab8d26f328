/*
 * Tinsmith runtime: one output row of a depthwise convolution, shared by the kernel with two buffers and the one that
 * works in place.
 */
#ifndef TNS_DEPTHWISE_ROW_H
#define TNS_DEPTHWISE_ROW_H

#include <stddef.h>
#include <stdint.h>

#include "tns_kernels.h"
#include "tns_mac.h"
#include "tns_requantize.h"

/*
 * Where the input rows of one output row lie. Kernel row ky reads image row top + ky * dilation_h; rows outside the
 * image are padding. The first `saved_rows` kernel rows are read from `saved` (row ky at ky * row size), the others
 * from `image` (at their place in the image).
 */
typedef struct {
    const int8_t *image;
    const int8_t *saved;
    int32_t saved_rows;
    int32_t top;
} tns_row_source;

/* The input row of kernel row ky, or NULL where it is padding. */
static inline const int8_t *tns_source_row(const tns_conv_params *p, const tns_row_source *s, int32_t ky)
{
    const int32_t y = s->top + ky * p->dilation_h;
    if (y < 0 || y >= p->in_h) {
        return NULL;
    }
    const int32_t row_size = p->in_w * p->in_c;
    return ky < s->saved_rows ? s->saved + ky * row_size : s->image + y * row_size;
}

/* The accumulator of channel c with the kernel's first column at image column left, which may be outside. */
static inline uint32_t tns_depthwise_sum(const tns_conv_params *p, const tns_row_source *s, int32_t left, int32_t c)
{
    const int8_t *weights = p->weights + c;
    uint32_t sum = (uint32_t)p->bias[c];
    for (int32_t ky = 0; ky < p->k_h; ky++) {
        const int8_t *row = tns_source_row(p, s, ky);
        for (int32_t kx = 0; kx < p->k_w; kx++) {
            const int32_t x = left + kx * p->dilation_w;
            const int32_t tap = row != NULL && x >= 0 && x < p->in_w ? row[x * p->in_c + c] : p->in_zero_point;
            sum = tns_mac(sum, *weights, tap);
            weights += p->in_c;
        }
    }
    return sum;
}

/* Writes one output row, [out_w][in_c]. */
static inline void tns_depthwise_row(const tns_conv_params *p, const tns_row_source *s, int8_t *output)
{
    for (int32_t x = 0; x < p->out_w; x++) {
        for (int32_t c = 0; c < p->in_c; c++) {
            const uint32_t sum = tns_depthwise_sum(p, s, x * p->stride_w - p->pad_left, c);
            *output++ = tns_requantize((int32_t)sum, p->multiplier[c], p->shift[c], p->out_zero_point, p->act_min,
                                       p->act_max);
        }
    }
}

#endif
