/* Tinsmith runtime: the part of a pooling window that lies inside the image, and what a row of it adds. */
#ifndef TNS_POOL_WINDOW_H
#define TNS_POOL_WINDOW_H

#include <stdint.h>

#include "tns_kernels.h"

/* [begin, end) of the rows or columns of the image. */
typedef struct {
    int32_t begin, end;
} tns_pool_span;

static inline tns_pool_span tns_pool_span_of(int32_t first, int32_t kernel, int32_t size)
{
    const tns_pool_span span = {first < 0 ? 0 : first, first + kernel > size ? size : first + kernel};
    return span;
}

static inline tns_pool_span tns_pool_rows(const tns_pool_params *p, int32_t out_y)
{
    return tns_pool_span_of(out_y * p->stride_h - p->pad_top, p->k_h, p->in_h);
}

static inline tns_pool_span tns_pool_columns(const tns_pool_params *p, int32_t out_x)
{
    return tns_pool_span_of(out_x * p->stride_w - p->pad_left, p->k_w, p->in_w);
}

/* sum + the values of `count` pixels, each `channels` bytes after the last. */
static inline int32_t tns_pool_sum(int32_t sum, const int8_t *pixel, int32_t channels, int32_t count)
{
    for (; count > 0; count--) {
        sum += *pixel;
        pixel += channels;
    }
    return sum;
}

/* The maximum of max and `count` pixels, each `channels` bytes after the last. */
static inline int32_t tns_pool_max(int32_t max, const int8_t *pixel, int32_t channels, int32_t count)
{
    for (; count > 0; count--) {
        max = *pixel > max ? *pixel : max;
        pixel += channels;
    }
    return max;
}

/* sum / count, rounded half away from zero. */
static inline int32_t tns_pool_average(int32_t sum, int32_t count)
{
    return (sum > 0 ? sum + count / 2 : sum - count / 2) / count;
}

#endif
