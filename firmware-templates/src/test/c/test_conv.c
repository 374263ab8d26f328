/* Convolutions of every kind and the dense layer against the references, on random shapes. */
#include <stdio.h>
#include <string.h>

#include "reference.h"
#include "rows.h"
#include "support.h"
#include "tests.h"

static char shape[400];

static const char *describe(const tns_conv_params *p)
{
    snprintf(shape, sizeof shape,
             "in %ldx%ldx%ld out %ldx%ldx%ld k %ldx%ld stride %ld,%ld dilation %ld,%ld pad %ld,%ld act [%ld, %ld]",
             (long)p->in_h, (long)p->in_w, (long)p->in_c, (long)p->out_h, (long)p->out_w, (long)p->out_c,
             (long)p->k_h, (long)p->k_w, (long)p->stride_h, (long)p->stride_w, (long)p->dilation_h,
             (long)p->dilation_w, (long)p->pad_top, (long)p->pad_left, (long)p->act_min, (long)p->act_max);
    return shape;
}

static int32_t random_zero_point(void)
{
    return random_one_in(4) ? INT8_MIN : random_one_in(4) ? INT8_MAX : random_between(INT8_MIN, INT8_MAX);
}

static void random_activation(int32_t *low, int32_t *high)
{
    *low = random_one_in(2) ? INT8_MIN : random_between(INT8_MIN, 20);
    *high = random_one_in(2) ? INT8_MAX : random_between(*low, INT8_MAX);
}

/* Multipliers and shifts of `count` channels: mostly those that land in int8, now and then any that are legal. */
static void random_scales(int32_t count, int32_t taps, int32_t **multipliers, int8_t **shifts)
{
    int32_t *multiplier = *multipliers = buffer((size_t)count * sizeof(int32_t));
    int8_t *shift = *shifts = buffer((size_t)count);
    int32_t fitting = -5;
    for (int32_t size = taps; size > 1; size /= 4) {
        fitting--;
    }
    const int extreme = random_one_in(4);
    for (int32_t i = 0; i < count; i++) {
        multiplier[i] = random_between(1 << 30, INT32_MAX);
        shift[i] = (int8_t)random_between(fitting - 2, fitting + 1);
        if (extreme && random_one_in(2)) {
            multiplier[i] = random_one_in(3) ? 1 << 30 : random_one_in(2) ? INT32_MAX : 0;
        }
        if (extreme && random_one_in(2)) {
            shift[i] = (int8_t)(random_one_in(2) ? random_between(-31, 30) : random_between(-2, 1));
        }
    }
}

/*
 * Random bias of the model, and the folded one that the kernels take. weights of channel o are at
 * weights[o * channel_step + i * tap_step].
 */
static void random_bias(int32_t count, int32_t taps, int32_t channel_step, int32_t tap_step, const int8_t *weights,
                        int32_t zero_point, int32_t **model_bias, int32_t **folded_bias)
{
    int32_t *model = *model_bias = buffer((size_t)count * sizeof(int32_t));
    int32_t *folded = *folded_bias = buffer((size_t)count * sizeof(int32_t));
    const int extreme = random_one_in(8);
    for (int32_t o = 0; o < count; o++) {
        model[o] = extreme ? random_int32() : random_between(-20000, 20000);
        uint32_t sum = (uint32_t)model[o];
        for (int32_t i = 0; i < taps; i++) {
            sum -= (uint32_t)(weights[o * channel_step + i * tap_step] * zero_point);
        }
        folded[o] = (int32_t)sum;
    }
}

/* Fills in all but the shape of p. */
static void random_convolution(tns_conv_params *p, int depthwise, int32_t **model_bias)
{
    const int32_t taps = p->k_h * p->k_w * (depthwise ? 1 : p->in_c);
    int32_t *bias;
    int32_t *multiplier;
    int8_t *shift;
    p->in_zero_point = random_zero_point();
    p->out_zero_point = random_zero_point();
    random_activation(&p->act_min, &p->act_max);
    p->weights = random_bytes(taps * p->out_c);
    random_bias(p->out_c, taps, depthwise ? 1 : taps, depthwise ? p->out_c : 1, p->weights, p->in_zero_point,
                model_bias, &bias);
    random_scales(p->out_c, taps, &multiplier, &shift);
    p->bias = bias;
    p->multiplier = multiplier;
    p->shift = shift;
}

/* Size, stride, dilation and padding of one direction; false if no output fits. */
static int random_side(int32_t *in, int32_t *out, int32_t *k, int32_t *stride, int32_t *dilation, int32_t *pad)
{
    *in = random_one_in(5) ? 1 : random_between(1, 12);
    *k = random_one_in(2) ? 3 : random_between(1, random_one_in(6) ? 11 : 7);
    *stride = random_between(1, 2);
    *dilation = random_one_in(4) ? 2 : 1;
    const int32_t reach = (*k - 1) * *dilation;
    *pad = random_one_in(3) ? 0 : random_between(0, reach);
    const int32_t pad_after = random_one_in(3) ? 0 : random_between(0, reach);
    const int32_t room = *in + *pad + pad_after - reach - 1;
    *out = room / *stride + 1;
    return room >= 0;
}

static int random_shape(tns_conv_params *p, int depthwise)
{
    memset(p, 0, sizeof *p);
    p->in_c = random_one_in(3) ? random_between(1, 3) : random_between(1, 37);
    p->out_c = depthwise ? p->in_c : random_between(1, 19);
    return random_side(&p->in_h, &p->out_h, &p->k_h, &p->stride_h, &p->dilation_h, &p->pad_top)
           && random_side(&p->in_w, &p->out_w, &p->k_w, &p->stride_w, &p->dilation_w, &p->pad_left);
}

static int32_t output_size(const tns_conv_params *p)
{
    return p->out_h * p->out_w * p->out_c;
}

static int32_t input_size(const tns_conv_params *p)
{
    return p->in_h * p->in_w * p->in_c;
}

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
        tns_dense_params p;
        int32_t *model_bias;
        int32_t *bias;
        int32_t *multiplier;
        int8_t *shift;
        begin_case("dense", i);
        p.in_features = random_between(1, 150);
        p.out_features = random_between(1, 20);
        const int32_t in_zero_point = random_zero_point();
        p.out_zero_point = random_zero_point();
        random_activation(&p.act_min, &p.act_max);
        p.weights = random_bytes(p.in_features * p.out_features);
        random_bias(p.out_features, p.in_features, p.in_features, 1, p.weights, in_zero_point, &model_bias, &bias);
        random_scales(p.out_features, p.in_features, &multiplier, &shift);
        p.bias = bias;
        p.multiplier = multiplier;
        p.shift = shift;
        const int8_t *input = random_bytes(p.in_features);
        int8_t *expected = buffer((size_t)p.out_features);
        int8_t *actual = buffer((size_t)p.out_features);
        reference_dense(&p, in_zero_point, model_bias, input, expected);
        tns_dense_s8(&p, input, actual);
        snprintf(shape, sizeof shape, "%ld -> %ld", (long)p.in_features, (long)p.out_features);
        check_equal(actual, expected, p.out_features, shape);
    }
}
