/* Inverted bottlenecks in groups of channels and dense layers fed in pieces, against whole ones. */
#include <stdio.h>
#include <string.h>

#include "random_conv.h"
#include "reference.h"
#include "support.h"
#include "tests.h"
#include "tns_weights.h"

#define MAX_ROWS 32

/* [groups][rows][group] from [rows][channels]. */
static const int8_t *grouped(const int8_t *values, int32_t rows, int32_t channels, int32_t group)
{
    int8_t *const sorted = buffer((size_t)(rows * channels));
    int8_t *next = sorted;
    for (int32_t first = 0; first < channels; first += group) {
        const int32_t size = channels - first < group ? channels - first : group;
        for (int32_t row = 0; row < rows; row++) {
            memcpy(next, values + row * channels + first, (size_t)size);
            next += size;
        }
    }
    return sorted;
}

/* The part of packed weights that has some of the channels and taps, packed, at `next`; returns its end. */
static int8_t *part(const int8_t *weights, int32_t taps, int32_t first_channel, int32_t channels, int32_t first_tap,
                    int32_t part_taps, int8_t *next)
{
    int8_t *const plain = buffer((size_t)(channels * part_taps));
    const int32_t size = tns_weight_bytes(channels, part_taps);
    for (int32_t i = 0; i < channels * part_taps; i++) {
        plain[i] = (int8_t)tns_weight(tns_weights_at(weights, taps, first_channel + i / part_taps),
                                      first_tap + i % part_taps);
    }
    memcpy(next, packed(plain, channels, part_taps), (size_t)size);
    return next + size;
}

/* Packed weights [channels][taps] as groups of channels, or of taps, each packed. */
static const int8_t *parts(const int8_t *weights, int32_t channels, int32_t taps, int32_t group, int of_taps)
{
    const int32_t all = of_taps ? taps : channels;
    /* The rounding up makes at most four of one. */
    int8_t *const sorted = buffer((size_t)(4 * (channels + 3) * (taps + 3)));
    int8_t *next = sorted;
    for (int32_t first = 0; first < all; first += group) {
        const int32_t some = all - first < group ? all - first : group;
        next = of_taps ? part(weights, taps, 0, channels, first, some, next)
                       : part(weights, taps, first, some, 0, taps, next);
    }
    return sorted;
}

/* A 1x1 convolution on an image. */
static void pointwise(tns_conv_params *p, int32_t height, int32_t width, int32_t in_c, int32_t out_c, int32_t **bias)
{
    memset(p, 0, sizeof *p);
    p->in_h = p->out_h = height;
    p->in_w = p->out_w = width;
    p->in_c = in_c;
    p->out_c = out_c;
    p->k_h = p->k_w = p->stride_h = p->stride_w = p->dilation_h = p->dilation_w = 1;
    random_convolution(p, 0, bias);
}

static void check_rows(const tns_bottleneck_params *p, const int8_t *input, const int8_t *expected)
{
    const tns_conv_params *filter = p->depthwise;
    const int32_t row_size = filter->in_w * p->expand->in_c;
    const int32_t size = filter->out_w * p->project->out_c;
    int8_t *output = buffer((size_t)size);
    int8_t *scratch = buffer((size_t)TNS_BOTTLENECK_SCRATCH(filter->k_h, p->group, filter->in_w, filter->out_w,
                                                            p->project->out_c));
    const int8_t *image[MAX_ROWS];
    for (int32_t y = 0; y < filter->in_h; y++) {
        int8_t *row = buffer((size_t)row_size);
        memcpy(row, input + y * row_size, (size_t)row_size);
        image[y] = row;
    }
    for (int32_t y = 0; y < filter->out_h; y++) {
        const int8_t *rows[MAX_ROWS];
        for (int32_t ky = 0; ky < filter->k_h; ky++) {
            const int32_t in_y = y * filter->stride_h - filter->pad_top + ky * filter->dilation_h;
            rows[ky] = in_y < 0 || in_y >= filter->in_h ? NULL : image[in_y];
        }
        tns_bottleneck_row_s8(p, rows, scratch, output);
        check_equal(output, expected + y * size, size, describe(filter));
    }
}

void test_bottleneck(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        tns_conv_params expand;
        tns_conv_params filter;
        tns_conv_params project;
        int32_t *expand_bias;
        int32_t *filter_bias;
        int32_t *project_bias;
        begin_case("bottleneck", i);
        if (!random_shape(&filter, 1)) {
            continue;
        }
        const int32_t channels = filter.in_c;
        random_convolution(&filter, 1, &filter_bias);
        pointwise(&expand, filter.in_h, filter.in_w, random_between(1, 20), channels, &expand_bias);
        pointwise(&project, filter.out_h, filter.out_w, channels, random_between(1, 15), &project_bias);
        const int8_t *input = random_bytes(input_size(&expand));
        int8_t *expanded = buffer((size_t)output_size(&expand));
        int8_t *filtered = buffer((size_t)output_size(&filter));
        int8_t *expected = buffer((size_t)output_size(&project));
        /* Each tensor has one zero point. */
        filter.in_zero_point = expand.out_zero_point;
        reference_conv(&expand, expand_bias, input, expanded);
        tns_depthwise_s8(&filter, expanded, filtered);
        tns_conv_1x1_s8(&project, filtered, expected);
        const int32_t group = random_one_in(4) ? channels : random_between(1, channels);
        filter.weights = grouped(filter.weights, filter.k_h * filter.k_w, channels, group);
        expand.weights = parts(expand.weights, channels, expand.in_c, group, 0);
        project.weights = parts(project.weights, project.out_c, channels, group, 1);
        const tns_bottleneck_params p = {&expand, &filter, &project, group, 0};
        check_rows(&p, input, expected);
    }
}

void test_dense_accumulation(void)
{
    for (int i = 0; i < TEST_CASES; i++) {
        tns_dense_params p = {0};
        int32_t *model_bias;
        int32_t *bias;
        int32_t *multiplier;
        int8_t *shift;
        begin_case("dense accumulation", i);
        p.in_features = random_between(1, random_one_in(10) ? 2000 : 150);
        p.out_features = random_between(1, 20);
        p.out_zero_point = random_zero_point();
        random_activation(&p.act_min, &p.act_max);
        const int8_t *weights = random_bytes(p.in_features * p.out_features);
        p.weights = packed(weights, p.out_features, p.in_features);
        random_bias(p.out_features, p.in_features, p.in_features, 1, weights, random_zero_point(), &model_bias,
                    &bias);
        random_scales(p.out_features, p.in_features, &multiplier, &shift);
        p.bias = bias;
        p.multiplier = multiplier;
        p.shift = shift;
        const int8_t *input = random_bytes(p.in_features);
        int8_t *expected = buffer((size_t)p.out_features);
        int8_t *actual = buffer((size_t)p.out_features);
        tns_sum *sums = buffer((size_t)p.out_features * sizeof *sums);
        memset(sums, 0, (size_t)p.out_features * sizeof *sums);
        tns_dense_s8(&p, input, expected);
        for (int32_t first = 0; first < p.in_features;) {
            const int32_t count = random_between(0, p.in_features - first);
            tns_dense_accumulate_s8(&p, input + first, first, count, sums);
            first += count;
        }
        tns_dense_finish_s8(&p, sums, actual);
        check_equal(actual, expected, p.out_features, "dense accumulation");
    }
}
