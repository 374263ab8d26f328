/*
 * Tinsmith runtime: one output row of a depthwise convolution, shared by the kernel with two buffers and the one that
 * works in place.
 */
#ifndef TNS_DEPTHWISE_ROW_H
#define TNS_DEPTHWISE_ROW_H

#include <stddef.h>
#include <stdint.h>

#include "tns_kernels.h"

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

/* Writes one output row, [out_w][in_c], which must not overlap the rows read. */
void tns_depthwise_row(const tns_conv_params *p, const tns_row_source *s, int8_t *output);

#endif
