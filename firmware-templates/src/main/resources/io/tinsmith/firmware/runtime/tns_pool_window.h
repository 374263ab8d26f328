/* Tinsmith runtime: the part of a pooling window that lies inside the image. */
#ifndef TNS_POOL_WINDOW_H
#define TNS_POOL_WINDOW_H

#include <stdint.h>

#include "tns_kernels.h"

/* Rows [top, bottom) and columns [left, right) of the image. */
typedef struct {
    int32_t top, bottom, left, right;
} tns_pool_window;

static inline tns_pool_window tns_pool_window_at(const tns_pool_params *p, int32_t out_y, int32_t out_x)
{
    const int32_t y = out_y * p->stride_h - p->pad_top;
    const int32_t x = out_x * p->stride_w - p->pad_left;
    const tns_pool_window window = {
        y < 0 ? 0 : y,
        y + p->k_h > p->in_h ? p->in_h : y + p->k_h,
        x < 0 ? 0 : x,
        x + p->k_w > p->in_w ? p->in_w : x + p->k_w,
    };
    return window;
}

#endif
