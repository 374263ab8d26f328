#include "rows.h"

#include <string.h>

#include "support.h"

#define MAX_ROWS 32

/* Copies of the rows of an image. */
static void split(const int8_t *input, int32_t height, int32_t row_size, const int8_t **image)
{
    for (int32_t y = 0; y < height; y++) {
        int8_t *row = buffer((size_t)row_size);
        memcpy(row, input + y * row_size, (size_t)row_size);
        image[y] = row;
    }
}

/* The rows under the taps of an output row whose first tap is at `top`. */
static void select(const int8_t *const *image, int32_t height, int32_t top, int32_t dilation, int32_t taps,
                   const int8_t **rows)
{
    for (int32_t i = 0; i < taps; i++) {
        const int32_t y = top + i * dilation;
        rows[i] = y < 0 || y >= height ? NULL : image[y];
    }
}

void check_conv_rows(conv_row_kernel kernel, const tns_conv_params *p, const int8_t *input, const int8_t *expected,
                     const char *shape)
{
    const int8_t *image[MAX_ROWS];
    const int8_t *rows[MAX_ROWS];
    const int32_t size = p->out_w * p->out_c;
    int8_t *output = buffer((size_t)size);
    split(input, p->in_h, p->in_w * p->in_c, image);
    for (int32_t y = 0; y < p->out_h; y++) {
        select(image, p->in_h, y * p->stride_h - p->pad_top, p->dilation_h, p->k_h, rows);
        kernel(p, rows, output);
        check_equal(output, expected + y * size, size, shape);
    }
}

void check_pool_rows(pool_row_kernel kernel, const tns_pool_params *p, const int8_t *input, const int8_t *expected,
                     const char *shape)
{
    const int8_t *image[MAX_ROWS];
    const int8_t *rows[MAX_ROWS];
    const int32_t size = p->out_w * p->channels;
    int8_t *output = buffer((size_t)size);
    split(input, p->in_h, p->in_w * p->channels, image);
    for (int32_t y = 0; y < p->out_h; y++) {
        select(image, p->in_h, y * p->stride_h - p->pad_top, 1, p->k_h, rows);
        kernel(p, rows, output);
        check_equal(output, expected + y * size, size, shape);
    }
}
