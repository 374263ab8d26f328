/* Tinsmith runtime: one output row of a convolution with the vector extension: columns of taps, then the layer. */
#ifndef TNS_MVE_CONV_H
#define TNS_MVE_CONV_H

#include "tns_mve_scale.h"

#if TNS_MVE
#include <stddef.h>

#include "tns_kernels.h"
#include "tns_row_source.h"

/* Pointers to at most so many input rows are looked up once per output row. */
#define TNS_MVE_MAX_ROWS 16

/* Copies size bytes; the byte after them in the copy. */
TNS_MVE_INLINE int8_t *tns_mve_copy(int8_t *to, const int8_t *from, int32_t size)
{
    int8_t *next = to;
    __asm volatile("wlstp.8 lr, %[size], 2f\n"
                   "1:\n\t"
                   "vldrb.8 q0, [%[from]], #16\n\t"
                   "vstrb.8 q0, [%[to]], #16\n\t"
                   "letp lr, 1b\n"
                   "2:"
                   : [from] "+r"(from), [to] "+r"(next)
                   : [size] "r"(size)
                   : "q0", "lr", "cc", "memory");
    return to + size;
}

/* Fills size bytes; the byte after them. */
TNS_MVE_INLINE int8_t *tns_mve_fill(int8_t *to, int32_t value, int32_t size)
{
    const int8x16_t filling = vdupq_n_s8((int8_t)value);
    int8_t *next = to;
    __asm volatile("wlstp.8 lr, %[size], 2f\n"
                   "1:\n\t"
                   "vstrb.8 %q[filling], [%[to]], #16\n\t"
                   "letp lr, 1b\n"
                   "2:"
                   : [to] "+r"(next)
                   : [size] "r"(size), [filling] "w"(filling)
                   : "lr", "cc", "memory");
    return to + size;
}

/* The taps of one kernel row where some lie outside the image; padding becomes in_zero_point. */
static __attribute__((noinline)) int8_t *tns_mve_gather_edge(const tns_conv_params *p, const int8_t *row, int32_t left,
                                                             int8_t *column)
{
    if (row == NULL) {
        return tns_mve_fill(column, p->in_zero_point, p->k_w * p->in_c);
    }
    if (p->dilation_w == 1) {
        const int32_t right = left + p->k_w;
        const int32_t begin = left < 0 ? 0 : left;
        const int32_t end = right > p->in_w ? p->in_w : right;
        if (begin < end) {
            column = tns_mve_fill(column, p->in_zero_point, (begin - left) * p->in_c);
            column = tns_mve_copy(column, row + begin * p->in_c, (end - begin) * p->in_c);
            return tns_mve_fill(column, p->in_zero_point, (right - end) * p->in_c);
        }
    }
    for (int32_t kx = 0; kx < p->k_w; kx++) {
        const int32_t x = left + kx * p->dilation_w;
        if (x >= 0 && x < p->in_w) {
            column = tns_mve_copy(column, row + x * p->in_c, p->in_c);
        } else {
            column = tns_mve_fill(column, p->in_zero_point, p->in_c);
        }
    }
    return column;
}

/* The taps of one pixel inside the image's columns: `size` bytes of each of `count` rows. */
TNS_MVE_INLINE int8_t *tns_mve_gather_inside(const int8_t *const *rows, int32_t count, int32_t offset, int32_t size,
                                             int32_t padding, int8_t *column)
{
    for (; count > 0; count--) {
        const int8_t *row = *rows++;
        column = row == NULL ? tns_mve_fill(column, padding, size) : tns_mve_copy(column, row + offset, size);
    }
    return column;
}

/* The taps of one pixel. */
static inline int8_t *tns_mve_gather(const tns_conv_params *p, const tns_row_source *s, int32_t left, int8_t *column)
{
    const int whole = left >= 0 && left + p->k_w <= p->in_w && p->dilation_w == 1;
    if (whole && s->rows != NULL) {
        return tns_mve_gather_inside(s->rows, p->k_h, left * p->in_c, p->k_w * p->in_c, p->in_zero_point, column);
    }
    for (int32_t ky = 0; ky < p->k_h; ky++) {
        column = tns_mve_gather_edge(p, tns_source_row(p, s, ky), left, column);
    }
    return column;
}

/* Writes one output row; false, and nothing is done, where a pixel's taps are too many for the stack. */
static inline int tns_mve_conv_row(const tns_conv_params *p, const tns_row_source *s, int8_t *output)
{
    const int32_t taps = p->k_h * p->k_w * p->in_c;
    const int8_t *rows[TNS_MVE_MAX_ROWS];
    int8_t columns[TNS_COLUMN_BYTES];
    const int32_t at_once = (int32_t)sizeof(columns) / taps;
    const tns_layer layer = {p->weights, p->bias,           p->multiplier, p->shift,  p->out_c,
                             taps,       p->out_zero_point, p->act_min,    p->act_max};
    tns_row_source source = *s;
    if (at_once == 0) {
        return 0;
    }
    if (s->rows == NULL && p->k_h <= TNS_MVE_MAX_ROWS) {
        for (int32_t ky = 0; ky < p->k_h; ky++) {
            rows[ky] = tns_source_row(p, s, ky);
        }
        source = tns_source_rows(rows);
    }
    int32_t left = -p->pad_left;
    for (int32_t x = 0; x < p->out_w; x += at_once) {
        const int32_t pixels = p->out_w - x < at_once ? p->out_w - x : at_once;
        int8_t *column = columns;
        for (int32_t i = pixels; i > 0; i--) {
            column = tns_mve_gather(p, &source, left, column);
            left += p->stride_w;
        }
        tns_layer_run(&layer, columns, output, pixels);
        output += pixels * p->out_c;
    }
    return 1;
}

#endif
#endif
