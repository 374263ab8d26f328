/* Tinsmith runtime: where the input rows of one output row of a convolution lie. */
#ifndef TNS_ROW_SOURCE_H
#define TNS_ROW_SOURCE_H

#include <stddef.h>
#include <stdint.h>

#include "tns_kernels.h"

/*
 * Either `rows` has a pointer for each kernel row, NULL where it is padding; or `rows` is NULL and kernel row ky reads
 * image row top + ky * dilation_h, where rows outside the image are padding. Then the first `saved_rows` kernel rows
 * are read from `saved` (row ky at ky * row size), the others from `image` (at their place in the image).
 */
typedef struct {
    const int8_t *const *rows;
    const int8_t *image;
    const int8_t *saved;
    int32_t saved_rows;
    int32_t top;
} tns_row_source;

/* The source of output row 0 where the whole image is there; add stride_h to `top` for each further row. */
static inline tns_row_source tns_source_image(const tns_conv_params *p, const int8_t *image)
{
    const tns_row_source source = {NULL, image, NULL, 0, -p->pad_top};
    return source;
}

static inline tns_row_source tns_source_rows(const int8_t *const *rows)
{
    const tns_row_source source = {rows, NULL, NULL, 0, 0};
    return source;
}

/* The input row of kernel row ky, or NULL where it is padding. */
static inline const int8_t *tns_source_row(const tns_conv_params *p, const tns_row_source *s, int32_t ky)
{
    if (s->rows != NULL) {
        return s->rows[ky];
    }
    const int32_t y = s->top + ky * p->dilation_h;
    if (y < 0 || y >= p->in_h) {
        return NULL;
    }
    const int32_t row_size = p->in_w * p->in_c;
    return ky < s->saved_rows ? s->saved + ky * row_size : s->image + y * row_size;
}

/* Pointers to at most so many input rows are looked up once per output row. */
#define TNS_LOOKED_UP_ROWS 8

/* The same source by pointers to all its rows, in `rows`, where these are few. */
static inline tns_row_source tns_source_looked_up(const tns_conv_params *p, const tns_row_source *s,
                                                  const int8_t *rows[TNS_LOOKED_UP_ROWS])
{
    if (s->rows != NULL || p->k_h > TNS_LOOKED_UP_ROWS) {
        return *s;
    }
    for (int32_t ky = 0; ky < p->k_h; ky++) {
        rows[ky] = tns_source_row(p, s, ky);
    }
    return tns_source_rows(rows);
}

#endif
