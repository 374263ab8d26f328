/* Requantization, sum, pooling, softmax and status texts. */
#include <math.h>
#include <string.h>

#include "random_conv.h"
#include "reference.h"
#include "rows.h"
#include "support.h"
#include "tests.h"
#include "tns_requantize.h"
#include "tns_status.h"
#include "tns_version.h"

void test_requantize(void)
{
    static const int32_t edges[] = {INT32_MIN, INT32_MIN + 1, -(1 << 30) - 1, -(1 << 30), -3, -2, -1, 0,
                                    1,         2,             3,              1 << 30,    INT32_MAX - 1, INT32_MAX};
    static const int32_t multipliers[] = {0, 1 << 30, (1 << 30) + 1, 1518500250, INT32_MAX};
    begin_case("requantize", 0);
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        for (size_t j = 0; j < sizeof multipliers / sizeof *multipliers; j++) {
            for (int32_t shift = -31; shift <= 30; shift++) {
                check(tns_scale(edges[i], multipliers[j], shift) == reference_scale(edges[i], multipliers[j], shift),
                      "tns_scale of an edge");
            }
        }
    }
    for (int i = 0; i < 100 * TEST_CASES; i++) {
        const int32_t x = random_int32() >> random_between(0, 31);
        const int32_t multiplier = random_between(1 << 30, INT32_MAX);
        const int32_t shift = random_between(-31, 30);
        check(tns_scale(x, multiplier, shift) == reference_scale(x, multiplier, shift), "tns_scale");
    }
    check(tns_doubling_high_mul(INT32_MIN, INT32_MIN) == INT32_MAX, "saturation");
    /* Ties, factor 1/2 * 1/2: -2/4 and 2/4, 6/4 and -6/4. Double rounds away from zero, single up. */
    const int single = TNS_ROUNDING == TNS_ROUNDING_SINGLE;
    check(tns_scale(2, 1 << 30, -1) == 1, "1/2");
    check(tns_scale(-2, 1 << 30, -1) == (single ? 0 : -1), "-1/2");
    check(tns_scale(6, 1 << 30, -1) == 2, "3/2");
    check(tns_scale(-6, 1 << 30, -1) == (single ? -1 : -2), "-3/2");
    /* 1/4: double rounds 1/2 up to 1 first, then 1/2 to 1. */
    check(tns_scale(1, 1 << 30, -1) == (single ? 0 : 1), "1/4");
}

static int32_t random_multiplier(void)
{
    return random_between(1 << 30, INT32_MAX);
}

void test_add(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        tns_add_params p;
        begin_case("add", i);
        p.size = random_between(1, 100);
        p.left_shift = 20;
        p.a_zero_point = random_zero_point();
        p.b_zero_point = random_zero_point();
        p.out_zero_point = random_zero_point();
        p.a_multiplier = random_multiplier();
        p.b_multiplier = random_multiplier();
        p.out_multiplier = random_multiplier();
        /* TFLite halves the larger input scale, so that the sum fits. */
        p.a_shift = random_between(-6, -1);
        p.b_shift = random_between(-6, -1);
        p.out_shift = random_one_in(8) ? random_between(-31, 0) : random_between(-21, -16);
        /* As a rule the larger scale's factor is exactly one half, and both are where they are equal. */
        if (random_one_in(2)) {
            p.a_multiplier = 1 << 30;
            p.a_shift = 0;
        }
        if (random_one_in(2)) {
            p.b_multiplier = 1 << 30;
            p.b_shift = 0;
        }
        random_activation(&p.act_min, &p.act_max);
        int8_t *a = random_bytes(p.size);
        int8_t *b = random_bytes(p.size);
        int8_t *expected = buffer((size_t)p.size);
        int8_t *actual = buffer((size_t)p.size);
        reference_add(&p, a, b, expected);
        tns_add_s8(&p, a, b, actual);
        check_equal(actual, expected, p.size, "add");
        int8_t *in_place = random_one_in(2) ? a : b;
        tns_add_s8(&p, a, b, in_place);
        check_equal(in_place, expected, p.size, "add in place");
    }
}

void test_add_single(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        tns_add_single_params p;
        begin_case("add single", i);
        p.size = random_between(1, 100);
        p.shift = random_between(12, 30);
        p.a_multiplier = random_between(0, 1 << 21);
        p.b_multiplier = random_between(1 << 20, 1 << 21);
        p.bias = (1 << (p.shift - 1)) - p.a_multiplier * random_between(INT8_MIN, INT8_MAX);
        p.out_zero_point = random_between(INT8_MIN, INT8_MAX);
        random_activation(&p.act_min, &p.act_max);
        int8_t *a = random_bytes(p.size);
        int8_t *b = random_bytes(p.size);
        int8_t *expected = buffer((size_t)p.size);
        for (int32_t k = 0; k < p.size; k++) {
            const double sum = (double)p.bias + (double)p.a_multiplier * a[k] + (double)p.b_multiplier * b[k];
            const double q = floor(ldexp(sum, -p.shift)) + p.out_zero_point;
            expected[k] = (int8_t)fmin(fmax(q, p.act_min), p.act_max);
        }
        tns_add_single_s8(&p, a, b, a);
        check_equal(a, expected, p.size, "add single");
    }
}

void test_pool(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        tns_pool_params p;
        begin_case("pool", i);
        p.in_h = random_between(1, 9);
        p.in_w = random_between(1, 9);
        p.channels = random_between(1, 9);
        p.k_h = random_between(1, p.in_h);
        p.k_w = random_between(1, p.in_w);
        p.stride_h = random_between(1, 3);
        p.stride_w = random_between(1, 3);
        p.pad_top = random_between(0, p.k_h - 1);
        p.pad_left = random_between(0, p.k_w - 1);
        /* Windows may hang over the bottom right edge, but not lie beyond it. */
        p.out_h = (p.in_h + p.pad_top - 1) / p.stride_h + 1;
        p.out_w = (p.in_w + p.pad_left - 1) / p.stride_w + 1;
        p.act_min = random_one_in(2) ? INT8_MIN : random_between(INT8_MIN, 0);
        p.act_max = random_one_in(2) ? INT8_MAX : random_between(0, INT8_MAX);
        const int32_t size = p.out_h * p.out_w * p.channels;
        const int8_t *input = random_bytes(p.in_h * p.in_w * p.channels);
        int8_t *expected = buffer((size_t)size);
        int8_t *actual = buffer((size_t)size);
        reference_average_pool(&p, input, expected);
        tns_average_pool_s8(&p, input, actual);
        check_equal(actual, expected, size, "average pool");
        check_pool_rows(tns_average_pool_row_s8, &p, input, expected, "average pool by rows");
        reference_max_pool(&p, input, expected);
        tns_max_pool_s8(&p, input, actual);
        check_equal(actual, expected, size, "max pool");
        check_pool_rows(tns_max_pool_row_s8, &p, input, expected, "max pool by rows");
    }
}

void test_pool_accumulation(void)
{
    for (int i = 0; i < TEST_CASES / 4; i++) {
        begin_case("pool accumulation", i);
        tns_pool_params p = {random_between(1, 12), random_between(1, 12), random_between(1, 20), 1, 1, 0, 0, 1, 1,
                             0, 0, random_between(INT8_MIN, 0), random_between(0, INT8_MAX)};
        p.k_h = p.in_h;
        p.k_w = p.in_w;
        const int32_t row_size = p.in_w * p.channels;
        const int8_t *input = random_bytes(p.in_h * row_size);
        int8_t *expected = buffer((size_t)p.channels);
        int8_t *actual = buffer((size_t)p.channels);
        tns_sum *sums = buffer((size_t)p.channels * sizeof *sums);
        memset(sums, 0, (size_t)p.channels * sizeof *sums);
        reference_average_pool(&p, input, expected);
        for (int32_t y = 0; y < p.in_h; y++) {
            tns_average_pool_accumulate_s8(&p, input + y * row_size, sums);
        }
        tns_average_pool_finish_s8(&p, sums, actual);
        check_equal(actual, expected, p.channels, "pool accumulation");
    }
}

void test_concat(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        begin_case("concat", i);
        int32_t channels[6];
        const int8_t *inputs[6];
        tns_concat_params p = {random_between(1, 40), random_between(1, 6), 0, channels};
        for (int32_t k = 0; k < p.input_count; k++) {
            const int again = k > 0 && random_one_in(4);
            channels[k] = again ? channels[0] : random_between(1, 20);
            inputs[k] = again ? inputs[0] : random_bytes(p.pixels * channels[k]);
            p.out_c += channels[k];
        }
        int8_t *expected = buffer((size_t)(p.pixels * p.out_c));
        int8_t *actual = buffer((size_t)(p.pixels * p.out_c));
        int8_t *next = expected;
        for (int32_t pixel = 0; pixel < p.pixels; pixel++) {
            for (int32_t k = 0; k < p.input_count; k++) {
                for (int32_t c = 0; c < channels[k]; c++) {
                    *next++ = inputs[k][pixel * channels[k] + c];
                }
            }
        }
        tns_concat_s8(&p, inputs, actual);
        check_equal(actual, expected, p.pixels * p.out_c, "concat");
    }
}

/*
 * The integer softmax against real numbers: within one step of 1/256. scale is the input's, as in
 * PreprocessSoftmaxScaling: scale * 2^26 = multiplier * 2^(shift - 31).
 */
static void check_softmax(const int8_t *input, int32_t rows, int32_t depth, double scale)
{
    tns_softmax_params p = {rows, depth, 0, 0, 0};
    int exponent;
    const double fraction = frexp(scale * 67108864.0, &exponent);
    p.multiplier = (int32_t)floor(fraction * 2147483648.0 + 0.5);
    p.shift = exponent;
    p.diff_min = -(int32_t)floor(31.0 * 67108864.0 / ldexp(1.0, exponent));
    int8_t *output = buffer((size_t)(rows * depth));
    tns_softmax_s8(&p, input, output);
    for (int32_t row = 0; row < rows; row++) {
        const int8_t *values = input + row * depth;
        double sum = 0.0;
        for (int32_t i = 0; i < depth; i++) {
            sum += exp(values[i] * scale);
        }
        for (int32_t i = 0; i < depth; i++) {
            const double exact = fmin(exp(values[i] * scale) / sum * 256.0 - 128.0, 127.0);
            check(fabs(output[row * depth + i] - exact) <= 0.51, "softmax is off by more than rounding");
        }
    }
}

void test_softmax(void)
{
    for (int i = 0; i < TEST_CASES / 4; i++) {
        begin_case("softmax", i);
        const int32_t rows = random_between(1, 3);
        const int32_t depth = random_one_in(8) ? random_between(200, 600) : random_between(1, 20);
        check_softmax(random_bytes(rows * depth), rows, depth, random_between(2, 1000) / 1000.0);
    }
}

void test_status(void)
{
    begin_case("status", 0);
    check(TNS_OK == 0, "TNS_OK is 0");
    check(TNS_RUNTIME_ABI == 1, "the ABI that these tests were written for");
    check(strcmp(tns_status_text(TNS_OK), "ok") == 0, "text of TNS_OK");
#define CHECK_STATUS(name, code, text) check((name) == 0 || (name) < 0, "errors are negative");
    TNS_STATUS_LIST(CHECK_STATUS)
}
