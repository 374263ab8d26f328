/*
 * Tinsmith runtime: kernels on some columns of an image, a strip.
 *
 * A kernel computes the columns [a, b) of its output row when it is given b - a as out_w, the columns that stand in
 * memory as in_w, and as pad_left how far left of the first of those the window of column a begins: less than 0 where
 * it begins right of it. Taps left and right of what stands there are padding, so all columns of the image that the
 * windows span must be there.
 */
#ifndef TNS_STRIP_H
#define TNS_STRIP_H

#include <stdint.h>

#include "tns_kernels.h"

/* What a stage of a stream computes in one strip. */
typedef struct {
    int32_t in_w, out_w, pad_left;
    int32_t output; /* bytes from the start of the row to the first column computed */
} tns_strip;

static inline tns_conv_params tns_strip_conv(const tns_conv_params *p, const tns_strip *s)
{
    tns_conv_params part = *p;
    part.in_w = s->in_w;
    part.out_w = s->out_w;
    part.pad_left = s->pad_left;
    return part;
}

static inline tns_pool_params tns_strip_pool(const tns_pool_params *p, const tns_strip *s)
{
    tns_pool_params part = *p;
    part.in_w = s->in_w;
    part.out_w = s->out_w;
    part.pad_left = s->pad_left;
    return part;
}

#endif
