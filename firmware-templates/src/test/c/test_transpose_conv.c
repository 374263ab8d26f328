/* Transposed convolution. */
#include <string.h>

#include "random_conv.h"
#include "reference.h"
#include "support.h"
#include "tests.h"

/* As it is defined: each input pixel is spread over the output. */
static void reference_spread(const tns_transpose_conv_params *p, int32_t in_zero_point, const int8_t *input, int8_t *output)
{
    const int32_t size = p->out_h * p->out_w * p->out_c;
    uint32_t *sums = buffer((size_t)size * sizeof *sums);
    for (int32_t k = 0; k < size; k++) {
        sums[k] = (uint32_t)p->bias[k % p->out_c];
    }
    const int32_t taps = p->k_h * p->k_w;
    for (int32_t k = 0; k < p->in_h * p->in_w * taps * p->out_c; k++) {
        const int32_t o = k % p->out_c;
        const int32_t tap = k / p->out_c % taps;
        const int32_t pixel = k / p->out_c / taps;
        const int32_t y = pixel / p->in_w * p->stride_h + tap / p->k_w - p->pad_top;
        const int32_t x = pixel % p->in_w * p->stride_w + tap % p->k_w - p->pad_left;
        if (y < 0 || y >= p->out_h || x < 0 || x >= p->out_w) {
            continue;
        }
        for (int32_t c = 0; c < p->in_c; c++) {
            const int32_t w = p->weights[(o * taps + tap) * p->in_c + c];
            sums[(y * p->out_w + x) * p->out_c + o] += (uint32_t)(w * (input[pixel * p->in_c + c] - in_zero_point));
        }
    }
    for (int32_t k = 0; k < size; k++) {
        const int32_t o = k % p->out_c;
        const int64_t scaled = (int64_t)reference_scale((int32_t)sums[k], p->multiplier[o], p->shift[o]);
        const int32_t value = (int32_t)(uint32_t)(scaled + p->out_zero_point);
        output[k] = (int8_t)(value < p->act_min ? p->act_min : value > p->act_max ? p->act_max : value);
    }
}

void test_transpose_conv(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        begin_case("transposed convolution", i);
        tns_transpose_conv_params p;
        int32_t *multiplier;
        int8_t *shift;
        memset(&p, 0, sizeof p);
        p.in_h = random_between(1, 5);
        p.in_w = random_between(1, 5);
        p.in_c = random_between(1, 20);
        p.out_c = random_between(1, 6);
        p.k_h = random_between(1, 5);
        p.k_w = random_between(1, 5);
        p.stride_h = random_between(1, 3);
        p.stride_w = random_between(1, 3);
        p.pad_top = random_between(0, p.k_h - 1);
        p.pad_left = random_between(0, p.k_w - 1);
        /* Up to a column that no tap reaches. */
        p.out_h = random_between(1, p.in_h * p.stride_h + p.k_h);
        p.out_w = random_between(1, p.in_w * p.stride_w + p.k_w);
        const int32_t in_zero_point = random_zero_point();
        p.out_zero_point = random_zero_point();
        random_activation(&p.act_min, &p.act_max);
        const int32_t taps = p.k_h * p.k_w;
        p.weights = random_bytes(p.out_c * taps * p.in_c);
        int32_t *bias = buffer((size_t)p.out_c * sizeof *bias);
        for (int32_t o = 0; o < p.out_c; o++) {
            bias[o] = random_between(-20000, 20000);
        }
        int32_t *offsets = buffer((size_t)(p.out_c * taps) * sizeof *offsets);
        for (int32_t t = 0; t < p.out_c * taps; t++) {
            offsets[t] = 0;
            for (int32_t c = 0; c < p.in_c; c++) {
                offsets[t] -= p.weights[t * p.in_c + c] * in_zero_point;
            }
        }
        random_scales(p.out_c, taps * p.in_c, &multiplier, &shift);
        p.bias = bias;
        p.offsets = offsets;
        p.multiplier = multiplier;
        p.shift = shift;
        const int32_t size = p.out_h * p.out_w * p.out_c;
        const int8_t *input = random_bytes(p.in_h * p.in_w * p.in_c);
        int8_t *expected = buffer((size_t)size);
        int8_t *actual = buffer((size_t)size);
        reference_spread(&p, in_zero_point, input, expected);
        tns_transpose_conv_s8(&p, input, actual);
        check_equal(actual, expected, size, "transposed convolution");
    }
}
