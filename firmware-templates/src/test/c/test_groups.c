/* Convolutions in groups, and means. */
#include <string.h>

#include "random_conv.h"
#include "reference.h"
#include "support.h"
#include "tests.h"

/* The channels of one group of a convolution, computed as a convolution of their own. */
static void reference_group(const tns_conv_params *p, int32_t group, int32_t group_c, const int32_t *model_bias,
                            const int8_t *input, int8_t *output)
{
    const int32_t pixels = p->in_h * p->in_w;
    const int32_t out_pixels = p->out_h * p->out_w;
    tns_conv_params own = *p;
    own.in_c = group_c;
    own.out_c = p->out_c / (p->in_c / group_c);
    const int32_t first = group * own.out_c;
    const int32_t taps = p->k_h * p->k_w * group_c;
    own.weights = packed(p->weights + first * taps, own.out_c, taps);
    own.multiplier += first;
    own.shift += first;
    int8_t *own_input = buffer((size_t)(pixels * group_c));
    int8_t *own_output = buffer((size_t)(out_pixels * own.out_c));
    for (int32_t i = 0; i < pixels; i++) {
        memcpy(own_input + i * group_c, input + i * p->in_c + group * group_c, (size_t)group_c);
    }
    reference_conv(&own, model_bias + first, own_input, own_output);
    for (int32_t i = 0; i < out_pixels; i++) {
        memcpy(output + i * p->out_c + first, own_output + i * own.out_c, (size_t)own.out_c);
    }
}

void test_groups(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        tns_conv_params p;
        int32_t *model_bias;
        int32_t *bias;
        int32_t *multiplier;
        int8_t *shift;
        begin_case("groups", i);
        memset(&p, 0, sizeof p);
        if (!random_shape(&p, 0)) {
            continue;
        }
        const int32_t groups = random_between(1, 5);
        const int32_t group_c = random_one_in(3) ? 1 : random_between(1, 6);
        p.in_c = groups * group_c;
        p.out_c = groups * random_between(1, 4);
        p.in_zero_point = random_zero_point();
        p.out_zero_point = random_zero_point();
        random_activation(&p.act_min, &p.act_max);
        const int32_t taps = p.k_h * p.k_w * group_c;
        p.weights = random_bytes(taps * p.out_c);
        random_bias(p.out_c, taps, taps, 1, p.weights, p.in_zero_point, &model_bias, &bias);
        random_scales(p.out_c, taps, &multiplier, &shift);
        p.bias = bias;
        p.multiplier = multiplier;
        p.shift = shift;
        const int8_t *input = random_bytes(input_size(&p));
        int8_t *expected = buffer((size_t)output_size(&p));
        int8_t *actual = buffer((size_t)output_size(&p));
        for (int32_t group = 0; group < groups; group++) {
            reference_group(&p, group, group_c, model_bias, input, expected);
        }
        tns_conv_groups_s8(&p, group_c, input, actual);
        check_equal(actual, expected, output_size(&p), describe(&p));
    }
}

void test_mean(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        begin_case("mean", i);
        tns_mean_params p;
        p.pixels = random_between(1, 60);
        p.channels = random_between(1, 9);
        p.in_zero_point = random_zero_point();
        p.out_zero_point = random_zero_point();
        p.multiplier = random_between(1 << 28, INT32_MAX);
        p.shift = random_between(-8, 1);
        const int8_t *input = random_bytes(p.pixels * p.channels);
        int8_t *expected = buffer((size_t)p.channels);
        int8_t *actual = buffer((size_t)p.channels);
        for (int32_t c = 0; c < p.channels; c++) {
            int32_t sum = 0;
            for (int32_t k = 0; k < p.pixels; k++) {
                sum += input[k * p.channels + c] - p.in_zero_point;
            }
            const int32_t value = reference_scale(sum, p.multiplier, p.shift) + p.out_zero_point;
            expected[c] = (int8_t)(value < INT8_MIN ? INT8_MIN : value > INT8_MAX ? INT8_MAX : value);
        }
        tns_mean_s8(&p, input, actual);
        check_equal(actual, expected, p.channels, "mean");
    }
}

void test_reduce(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        begin_case("reduce", i);
        /* An image [a][b][c][d] of which axes 0 and 2, or 1 and 3, are reduced. */
        int32_t extent[4];
        int32_t stride[4];
        int32_t size = 1;
        for (int axis = 3; axis >= 0; axis--) {
            extent[axis] = random_between(1, 5);
            stride[axis] = size;
            size *= extent[axis];
        }
        const int first = random_between(0, 1);
        tns_reduce_params p;
        for (int k = 0; k < 2; k++) {
            p.reduced[k] = extent[first + 2 * k];
            p.reduced_stride[k] = stride[first + 2 * k];
            p.kept[k] = extent[1 - first + 2 * k];
            p.kept_stride[k] = stride[1 - first + 2 * k];
        }
        p.in_zero_point = random_zero_point();
        p.out_zero_point = random_zero_point();
        p.multiplier = random_between(1 << 28, INT32_MAX);
        p.shift = random_between(-8, 1);
        const int8_t *input = random_bytes(size);
        const int32_t outputs = p.kept[0] * p.kept[1];
        int8_t *expected = buffer((size_t)outputs);
        int8_t *greatest = buffer((size_t)outputs);
        int8_t *actual = buffer((size_t)outputs);
        int32_t *sums = buffer((size_t)outputs * sizeof *sums);
        memset(sums, 0, (size_t)outputs * sizeof *sums);
        memset(greatest, INT8_MIN, (size_t)outputs);
        for (int32_t k = 0; k < size; k++) {
            const int32_t kept0 = k / p.kept_stride[0] % p.kept[0];
            const int32_t kept1 = k / p.kept_stride[1] % p.kept[1];
            const int32_t o = kept0 * p.kept[1] + kept1;
            sums[o] += input[k] - p.in_zero_point;
            greatest[o] = input[k] > greatest[o] ? input[k] : greatest[o];
        }
        for (int32_t o = 0; o < outputs; o++) {
            const int32_t value = reference_scale(sums[o], p.multiplier, p.shift) + p.out_zero_point;
            expected[o] = (int8_t)(value < INT8_MIN ? INT8_MIN : value > INT8_MAX ? INT8_MAX : value);
        }
        tns_reduce_sum_s8(&p, input, actual);
        check_equal(actual, expected, outputs, "sums");
        tns_reduce_max_s8(&p, input, actual);
        check_equal(actual, greatest, outputs, "maxima");
    }
}
