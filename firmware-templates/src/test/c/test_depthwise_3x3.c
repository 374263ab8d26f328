/* Depthwise convolutions with 3x3 kernels, of sizes that fill planes and tiles of the DSP variant in every way. */
#include <string.h>

#include "random_conv.h"
#include "reference.h"
#include "rows.h"
#include "support.h"
#include "tests.h"

/* Few columns, a row of planes nearly full, or several tiles. */
static int32_t random_width(void)
{
    return random_one_in(3)   ? random_between(1, 8)
           : random_one_in(3) ? random_between(12, 17)
           : random_one_in(2) ? random_between(18, 66)
                              : random_between(1, 140);
}

static void random_size(tns_conv_params *p)
{
    memset(p, 0, sizeof *p);
    p->in_h = random_one_in(3) ? random_between(1, 30) : random_between(1, 5);
    p->in_w = random_width();
    p->in_c = p->out_c = random_one_in(3) ? 4 * random_between(1, 3) : random_between(3, 13);
    p->k_h = p->k_w = 3;
    p->dilation_h = p->dilation_w = 1;
}

/* Padding of at most 2 on each side, so that at least one output fits. */
static int32_t random_outputs(int32_t in, int32_t stride, int32_t *before)
{
    *before = random_between(in < 3 ? 1 : 0, 2);
    const int32_t after = random_between(in < 2 ? 1 : 0, 2);
    const int32_t room = in + *before + after - 3;
    if (room < 0) {
        *before = 1;
        return (in + 2 - 1) / stride;
    }
    return room / stride + 1;
}

void test_depthwise_3x3(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        tns_conv_params p;
        int32_t *model_bias;
        begin_case("depthwise_3x3", i);
        random_size(&p);
        p.stride_h = random_one_in(2) ? 1 : random_between(1, 4);
        p.stride_w = random_one_in(8) ? 3 : random_between(1, 2);
        p.out_h = random_outputs(p.in_h, p.stride_h, &p.pad_top);
        p.out_w = random_outputs(p.in_w, p.stride_w, &p.pad_left);
        if (p.out_h <= 0 || p.out_w <= 0) {
            continue;
        }
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

void test_depthwise_3x3_inplace(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        tns_conv_params p;
        int32_t *model_bias;
        begin_case("depthwise_3x3_inplace", i);
        random_size(&p);
        p.out_h = p.in_h;
        p.out_w = p.in_w;
        p.stride_h = p.stride_w = 1;
        p.pad_top = random_one_in(2) ? 1 : random_between(0, 2);
        p.pad_left = random_one_in(2) ? 1 : random_between(0, 2);
        random_convolution(&p, 1, &model_bias);
        int8_t *data = random_bytes(input_size(&p));
        int8_t *expected = buffer((size_t)output_size(&p));
        int8_t *scratch = buffer((size_t)TNS_DEPTHWISE_INPLACE_SCRATCH(p.pad_top, p.in_w, p.in_c));
        reference_depthwise(&p, model_bias, data, expected);
        tns_depthwise_inplace_s8(&p, data, scratch);
        check_equal(data, expected, output_size(&p), describe(&p));
    }
}
