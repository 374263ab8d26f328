/* Resizes: by a factor, to any size by the nearest pixel, bilinear. */
#include "support.h"
#include "tests.h"
#include "tns_kernels.h"

void test_resize(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        begin_case("resize", i);
        tns_resize_params p = {random_between(1, 7), random_between(1, 7), random_between(1, 9),
                               0, random_between(1, 4), 0};
        p.out_w = p.in_w * p.factor;
        const int32_t out_h = p.in_h * p.factor;
        const int32_t size = out_h * p.out_w * p.channels;
        const int8_t *input = random_bytes(p.in_h * p.in_w * p.channels);
        int8_t *expected = buffer((size_t)size);
        int8_t *actual = buffer((size_t)size);
        for (int32_t k = 0; k < size; k++) {
            const int32_t x = k / p.channels % p.out_w / p.factor;
            const int32_t y = k / p.channels / p.out_w / p.factor;
            expected[k] = input[(y * p.in_w + x) * p.channels + k % p.channels];
        }
        tns_resize_nearest_s8(&p, input, actual);
        check_equal(actual, expected, size, "resize");
        /* A part of the last row. */
        tns_resize_params part = p;
        const int32_t from = random_between(0, p.out_w - 1);
        part.out_w = random_between(1, p.out_w - from);
        part.skip = from % p.factor;
        const int8_t *row = input + ((p.in_h - 1) * p.in_w + from / p.factor) * p.channels;
        tns_resize_nearest_row_s8(&part, &row, actual);
        check_equal(actual, expected + ((out_h - 1) * p.out_w + from) * p.channels, part.out_w * p.channels,
                    "part of a resized row");
    }
}

void test_resize_pixels(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        begin_case("resize to any size", i);
        uint16_t rows[12];
        uint16_t columns[12];
        const int32_t in_h = random_between(1, 9);
        tns_resize_pixels_params p = {random_between(1, 9), random_between(1, 9), random_between(1, 12),
                                      random_between(1, 12), rows, columns};
        for (int32_t y = 0; y < p.out_h; y++) {
            rows[y] = (uint16_t)random_between(0, in_h - 1);
        }
        for (int32_t x = 0; x < p.out_w; x++) {
            columns[x] = (uint16_t)random_between(0, p.in_w - 1);
        }
        const int32_t size = p.out_h * p.out_w * p.channels;
        const int8_t *input = random_bytes(in_h * p.in_w * p.channels);
        int8_t *expected = buffer((size_t)size);
        int8_t *actual = buffer((size_t)size);
        for (int32_t k = 0; k < size; k++) {
            const int32_t x = columns[k / p.channels % p.out_w];
            const int32_t y = rows[k / p.channels / p.out_w];
            expected[k] = input[(y * p.in_w + x) * p.channels + k % p.channels];
        }
        tns_resize_pixels_s8(&p, input, actual);
        check_equal(actual, expected, size, "resize to any size");
    }
}

/* The value at a place in real numbers, as the sum of pixels times 2^20. */
static int64_t interpolated(const tns_resize_bilinear_params *p, const int8_t *input, int32_t y, int32_t x, int32_t c)
{
    const int64_t places[2] = {p->start_y + (int64_t)y * p->step_y, p->start_x + (int64_t)x * p->step_x};
    const int64_t sizes[2] = {p->in_h, p->in_w};
    int64_t from[2][2];
    int64_t weight[2][2];
    for (int axis = 0; axis < 2; axis++) {
        /* Before the first pixel and behind the last one lie their copies. */
        const int64_t place = places[axis] < 0 ? 0 : places[axis];
        const int64_t last = sizes[axis] - 1;
        from[axis][0] = place / 1024;
        from[axis][1] = from[axis][0] < last ? from[axis][0] + 1 : last;
        weight[axis][1] = place % 1024;
        weight[axis][0] = 1024 - weight[axis][1];
    }
    int64_t sum = 0;
    for (int corner = 0; corner < 4; corner++) {
        const int64_t pixel = from[0][corner / 2] * p->in_w + from[1][corner % 2];
        sum += input[pixel * p->channels + c] * weight[0][corner / 2] * weight[1][corner % 2];
    }
    return sum;
}

void test_resize_bilinear(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        begin_case("bilinear resize", i);
        tns_resize_bilinear_params p = {random_between(1, 9), random_between(1, 9), random_between(1, 9),
                                        random_between(1, 15), random_between(1, 15), 0, 0, 0, 0};
        p.step_y = random_between(0, (p.in_h * 1024 - 1) / p.out_h);
        p.step_x = random_between(0, (p.in_w * 1024 - 1) / p.out_w);
        p.start_y = random_one_in(2) ? 0 : p.step_y / 2 - 512;
        p.start_x = random_one_in(2) ? 0 : p.step_x / 2 - 512;
        const int32_t size = p.out_h * p.out_w * p.channels;
        const int8_t *input = random_bytes(p.in_h * p.in_w * p.channels);
        int8_t *expected = buffer((size_t)size);
        int8_t *actual = buffer((size_t)size);
        for (int32_t k = 0; k < size; k++) {
            const int32_t pixel = k / p.channels;
            const int64_t sum = interpolated(&p, input, pixel / p.out_w, pixel % p.out_w, k % p.channels);
            const int64_t size_of_sum = sum < 0 ? -sum : sum;
            const int64_t rounded = (size_of_sum + (1 << 19)) >> 20;
            expected[k] = (int8_t)(sum < 0 ? -rounded : rounded);
        }
        tns_resize_bilinear_s8(&p, input, actual);
        check_equal(actual, expected, size, "bilinear resize");
    }
}
