/* Products, functions of one value, and copies in another order. */
#include "reference.h"
#include "support.h"
#include "tests.h"

static int32_t clamp(int64_t value, int32_t low, int32_t high)
{
    return (int32_t)(value < low ? low : value > high ? high : value);
}

static int8_t reference_product(const tns_mul_params *p, int8_t a, int8_t b)
{
    const int32_t product = (a - p->a_zero_point) * (b - p->b_zero_point);
    const int64_t value = (int64_t)reference_scale(product, p->multiplier, p->shift) + p->out_zero_point;
    return (int8_t)clamp(value, p->act_min, p->act_max);
}

static tns_mul_params random_mul(int32_t size)
{
    tns_mul_params p;
    p.size = size;
    p.a_zero_point = random_between(INT8_MIN, INT8_MAX);
    p.b_zero_point = random_between(INT8_MIN, INT8_MAX);
    p.out_zero_point = random_between(INT8_MIN, INT8_MAX);
    p.multiplier = random_between(1 << 30, INT32_MAX);
    p.shift = random_between(-16, 2);
    p.act_min = random_between(INT8_MIN, 0);
    p.act_max = random_between(0, INT8_MAX);
    return p;
}

void test_mul(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        begin_case("mul", i);
        const int32_t channels = random_between(1, 20);
        const tns_mul_params p = random_mul(channels * random_between(1, 20));
        int8_t *a = random_bytes(p.size);
        int8_t *b = random_bytes(p.size);
        int8_t *expected = buffer((size_t)p.size);
        int8_t *actual = buffer((size_t)p.size);
        for (int32_t k = 0; k < p.size; k++) {
            expected[k] = reference_product(&p, a[k], b[k % channels]);
        }
        tns_mul_channels_s8(&p, channels, a, b, actual);
        check_equal(actual, expected, p.size, "mul by channels");
        for (int32_t k = 0; k < p.size; k++) {
            expected[k] = reference_product(&p, a[k], b[k]);
        }
        tns_mul_s8(&p, a, b, actual);
        check_equal(actual, expected, p.size, "mul");
        int8_t *in_place = random_one_in(2) ? a : b;
        tns_mul_s8(&p, a, b, in_place);
        check_equal(in_place, expected, p.size, "mul in place");
    }
}

void test_lookup(void)
{
    for (int i = 0; i < TEST_CASES / 4; i++) {
        begin_case("lookup", i);
        const tns_lookup_params p = {random_between(1, 300), random_bytes(256)};
        int8_t *input = random_bytes(p.size);
        int8_t *expected = buffer((size_t)p.size);
        int8_t *actual = buffer((size_t)p.size);
        for (int32_t k = 0; k < p.size; k++) {
            expected[k] = p.table[input[k] < 0 ? input[k] + 256 : input[k]];
        }
        tns_lookup_s8(&p, input, actual);
        check_equal(actual, expected, p.size, "lookup");
        tns_lookup_s8(&p, input, input);
        check_equal(input, expected, p.size, "lookup in place");
    }
}

void test_move(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        begin_case("move", i);
        /* An input of more than is copied, whose axes the output has in another order. */
        int32_t order[4] = {0, 1, 2, 3};
        for (int32_t k = 3; k > 0; k--) {
            const int32_t other = random_between(0, k);
            const int32_t axis = order[k];
            order[k] = order[other];
            order[other] = axis;
        }
        tns_move_params p;
        int32_t in_size = 1;
        int32_t out_size = 1;
        for (int32_t k = 3; k >= 0; k--) {
            const int32_t step = random_between(1, 2);
            p.extent[k] = random_between(1, 6);
            p.in_stride[k] = in_size * step;
            in_size *= p.extent[k] * step;
        }
        for (int32_t k = 3; k >= 0; k--) {
            p.out_stride[order[k]] = out_size;
            out_size *= p.extent[order[k]];
        }
        const int8_t *input = random_bytes(in_size);
        int8_t *expected = buffer((size_t)out_size);
        int8_t *actual = buffer((size_t)out_size);
        for (int32_t k = 0; k < out_size; k++) {
            int32_t from = 0;
            for (int32_t axis = 0; axis < 4; axis++) {
                from += k / p.out_stride[axis] % p.extent[axis] * p.in_stride[axis];
            }
            expected[k] = input[from];
        }
        tns_move_s8(&p, input, actual);
        check_equal(actual, expected, out_size, "move");
    }
}
