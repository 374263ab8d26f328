/* Kernels of rows on some columns of an image, where no more of it stands in memory than they may read. */
#include <string.h>

#include "random_conv.h"
#include "support.h"
#include "tests.h"
#include "tns_strip.h"

#define MAX_ROWS 32

/* Columns of an image in memory of their own. */
typedef struct {
    int32_t from, to;
    int32_t row_size;
    const int8_t *rows[MAX_ROWS];
} patch;

static void cut(patch *c, const int8_t *input, int32_t height, int32_t width, int32_t channels)
{
    c->row_size = (c->to - c->from) * channels;
    for (int32_t y = 0; y < height; y++) {
        int8_t *row = buffer((size_t)c->row_size);
        memcpy(row, input + (y * width + c->from) * channels, (size_t)c->row_size);
        c->rows[y] = row;
    }
}

static int32_t least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static int32_t most(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/* The columns that windows of `span` for [first, end) read, and a few more if the rows are shared. */
static patch columns(int32_t in_w, int32_t stride, int32_t pad_left, int32_t span, int32_t first, int32_t end)
{
    const int32_t more = random_one_in(2) ? 0 : 3;
    patch c = {0, 0, 0, {NULL}};
    c.from = least(most(0, first * stride - pad_left - more), in_w);
    c.to = most(c.from, least(in_w, (end - 1) * stride - pad_left + span + more));
    return c;
}

static void check_conv_strip(int depthwise, const tns_conv_params *p, const int8_t *input, const int8_t *expected)
{
    const int32_t first = random_between(0, p->out_w - 1);
    const int32_t end = random_between(first + 1, p->out_w);
    patch c = columns(p->in_w, p->stride_w, p->pad_left, (p->k_w - 1) * p->dilation_w + 1, first, end);
    cut(&c, input, p->in_h, p->in_w, p->in_c);
    const tns_strip strip = {c.to - c.from, end - first, p->pad_left - first * p->stride_w + c.from, 0};
    const tns_conv_params part = tns_strip_conv(p, &strip);
    const int32_t size = strip.out_w * p->out_c;
    int8_t *output = buffer((size_t)size);
    for (int32_t y = 0; y < p->out_h; y++) {
        const int8_t *rows[MAX_ROWS];
        for (int32_t ky = 0; ky < p->k_h; ky++) {
            const int32_t in_y = y * p->stride_h - p->pad_top + ky * p->dilation_h;
            rows[ky] = in_y < 0 || in_y >= p->in_h ? NULL : c.rows[in_y];
        }
        (depthwise ? tns_depthwise_row_s8 : tns_conv_row_s8)(&part, rows, output);
        check_equal(output, expected + (y * p->out_w + first) * p->out_c, size, describe(p));
    }
}

static void check_pool_strip(int max, const tns_pool_params *p, const int8_t *input, const int8_t *expected)
{
    const int32_t first = random_between(0, p->out_w - 1);
    const int32_t end = random_between(first + 1, p->out_w);
    patch c = columns(p->in_w, p->stride_w, p->pad_left, p->k_w, first, end);
    cut(&c, input, p->in_h, p->in_w, p->channels);
    const tns_strip strip = {c.to - c.from, end - first, p->pad_left - first * p->stride_w + c.from, 0};
    const tns_pool_params part = tns_strip_pool(p, &strip);
    const int32_t size = strip.out_w * p->channels;
    int8_t *output = buffer((size_t)size);
    for (int32_t y = 0; y < p->out_h; y++) {
        const int8_t *rows[MAX_ROWS];
        for (int32_t ky = 0; ky < p->k_h; ky++) {
            const int32_t in_y = y * p->stride_h - p->pad_top + ky;
            rows[ky] = in_y < 0 || in_y >= p->in_h ? NULL : c.rows[in_y];
        }
        (max ? tns_max_pool_row_s8 : tns_average_pool_row_s8)(&part, rows, output);
        check_equal(output, expected + (y * p->out_w + first) * p->channels, size, "strip of a pool");
    }
}

void test_strip(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        tns_conv_params p;
        int32_t *model_bias;
        const int depthwise = i % 2;
        begin_case("strip", i);
        if (random_shape(&p, depthwise)) {
            random_convolution(&p, depthwise, &model_bias);
            const int8_t *input = random_bytes(input_size(&p));
            int8_t *expected = buffer((size_t)output_size(&p));
            (depthwise ? tns_depthwise_s8 : tns_conv_s8)(&p, input, expected);
            check_conv_strip(depthwise, &p, input, expected);
        }
        const int32_t kernel = random_between(1, 4);
        const int32_t stride = random_between(1, 2);
        const int32_t pad = random_between(0, kernel - 1);
        tns_pool_params pool = {random_between(kernel, 9), random_between(kernel, 12), random_between(1, 9), 0, 0,
                                kernel, kernel, stride, stride, pad, pad, INT8_MIN, INT8_MAX};
        pool.out_h = (pool.in_h + pad - 1) / stride + 1;
        pool.out_w = (pool.in_w + pad - 1) / stride + 1;
        const int8_t *image = random_bytes(pool.in_h * pool.in_w * pool.channels);
        int8_t *means = buffer((size_t)(pool.out_h * pool.out_w * pool.channels));
        (depthwise ? tns_max_pool_s8 : tns_average_pool_s8)(&pool, image, means);
        check_pool_strip(depthwise, &pool, image, means);
    }
}
