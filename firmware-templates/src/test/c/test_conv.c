/* Convolutions of every kind and the dense layer against the references, on random shapes. */
#include <stdio.h>
#include <string.h>

#include "random_conv.h"
#include "reference.h"
#include "rows.h"
#include "support.h"
#include "tests.h"

void test_conv(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        tns_conv_params p;
        int32_t *model_bias;
        begin_case("conv", i);
        if (random_shape(&p, 0)) {
            random_convolution(&p, 0, &model_bias);
            const int8_t *input = random_bytes(input_size(&p));
            int8_t *expected = buffer((size_t)output_size(&p));
            int8_t *actual = buffer((size_t)output_size(&p));
            reference_conv(&p, model_bias, input, expected);
            tns_conv_s8(&p, input, actual);
            check_equal(actual, expected, output_size(&p), describe(&p));
            check_conv_rows(tns_conv_row_s8, &p, input, expected, describe(&p));
        }
    }
}

void test_conv_1x1(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        tns_conv_params p;
        int32_t *model_bias;
        begin_case("conv_1x1", i);
        memset(&p, 0, sizeof p);
        p.in_h = p.out_h = random_between(1, 9);
        p.in_w = p.out_w = random_between(1, 9);
        p.in_c = random_one_in(3) ? 16 * random_between(1, 6) : random_between(1, 70);
        p.out_c = random_between(1, 33);
        p.k_h = p.k_w = p.stride_h = p.stride_w = p.dilation_h = p.dilation_w = 1;
        random_convolution(&p, 0, &model_bias);
        const int8_t *input = random_bytes(input_size(&p));
        int8_t *expected = buffer((size_t)output_size(&p));
        int8_t *actual = buffer((size_t)output_size(&p));
        reference_conv(&p, model_bias, input, expected);
        tns_conv_1x1_s8(&p, input, actual);
        check_equal(actual, expected, output_size(&p), describe(&p));
        check_conv_rows(tns_conv_1x1_row_s8, &p, input, expected, describe(&p));
    }
}

void test_depthwise(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        tns_conv_params p;
        int32_t *model_bias;
        begin_case("depthwise", i);
        if (random_shape(&p, 1)) {
            random_convolution(&p, 1, &model_bias);
            const int8_t *input = random_bytes(input_size(&p));
            int8_t *expected = buffer((size_t)output_size(&p));
            int8_t *actual = buffer((size_t)output_size(&p));
            reference_depthwise(&p, model_bias, input, expected);
            tns_depthwise_s8(&p, input, actual);
            check_equal(actual, expected, output_size(&p), describe(&p));
            check_conv_rows(tns_depthwise_row_s8, &p, input, expected, describe(&p));
        }
    }
}

void test_depthwise_inplace(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        tns_conv_params p;
        int32_t *model_bias;
        begin_case("depthwise_inplace", i);
        memset(&p, 0, sizeof p);
        p.in_h = p.out_h = random_between(1, 12);
        p.in_w = p.out_w = random_between(1, 12);
        p.in_c = p.out_c = random_between(1, 37);
        p.k_h = random_one_in(2) ? 3 : random_between(1, 7);
        p.k_w = random_one_in(2) ? 3 : random_between(1, 7);
        p.stride_h = p.stride_w = p.dilation_h = p.dilation_w = 1;
        p.pad_top = (p.k_h - 1) / 2;
        p.pad_left = (p.k_w - 1) / 2;
        random_convolution(&p, 1, &model_bias);
        int8_t *data = random_bytes(input_size(&p));
        int8_t *expected = buffer((size_t)output_size(&p));
        int8_t *scratch = buffer((size_t)TNS_DEPTHWISE_INPLACE_SCRATCH(p.pad_top, p.in_w, p.in_c));
        reference_depthwise(&p, model_bias, data, expected);
        tns_depthwise_inplace_s8(&p, data, scratch);
        check_equal(data, expected, output_size(&p), describe(&p));
    }
}

void test_dense(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        tns_dense_params p = {0};
        int32_t *model_bias;
        int32_t *bias;
        int32_t *multiplier;
        int8_t *shift;
        begin_case("dense", i);
        p.in_features = random_between(1, random_one_in(10) ? 2000 : 150);
        p.out_features = random_between(1, 20);
        const int32_t in_zero_point = random_zero_point();
        p.out_zero_point = random_zero_point();
        random_activation(&p.act_min, &p.act_max);
        const int8_t *weights = random_bytes(p.in_features * p.out_features);
        p.weights = packed(weights, p.out_features, p.in_features);
        random_bias(p.out_features, p.in_features, p.in_features, 1, weights, in_zero_point, &model_bias, &bias);
        random_scales(p.out_features, p.in_features, &multiplier, &shift);
        p.bias = bias;
        p.multiplier = multiplier;
        p.shift = shift;
        const int8_t *input = random_bytes(p.in_features);
        int8_t *expected = buffer((size_t)p.out_features);
        int8_t *actual = buffer((size_t)p.out_features);
        reference_dense(&p, in_zero_point, model_bias, input, expected);
        tns_dense_s8(&p, input, actual);
        char shape[40];
        snprintf(shape, sizeof shape, "%ld -> %ld", (long)p.in_features, (long)p.out_features);
        check_equal(actual, expected, p.out_features, shape);
    }
}
