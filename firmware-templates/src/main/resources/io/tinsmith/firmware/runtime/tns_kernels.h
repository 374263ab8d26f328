/*
 * Tinsmith runtime: int8 kernels.
 *
 * Images are NHWC with N = 1. Weights of a convolution are [out_c][k_h][k_w][in_c], of a depthwise convolution
 * [k_h][k_w][c] (channel multiplier 1), of a dense layer [out_c][in_c]; symmetric int8, one scale per output channel.
 *
 * The input offset is folded into the bias: bias[o] here is the model's bias[o] - in_zero_point * sum of the weights
 * of channel o (int32, wrapping), and padding counts as pixels of value in_zero_point. So an accumulator is
 * bias[o] + sum over all taps of weight * input.
 *
 * Requantization: acc * 2^shift * multiplier / 2^31 with TNS_ROUNDING, then + out_zero_point, then clamped to
 * [act_min, act_max]. See tns_requantize.h.
 */
#ifndef TNS_KERNELS_H
#define TNS_KERNELS_H

#include <stdint.h>

#include "tns_elements.h"

typedef struct {
    int32_t in_h, in_w, in_c;
    int32_t out_h, out_w, out_c;
    int32_t k_h, k_w;
    int32_t stride_h, stride_w;
    int32_t dilation_h, dilation_w;
    int32_t pad_top, pad_left;
    int32_t in_zero_point, out_zero_point;
    int32_t act_min, act_max;
    const int8_t *weights;
    const int32_t *bias;       /* [out_c], input offset folded in */
    const int32_t *multiplier; /* [out_c], Q31 in [2^30, 2^31) or 0 */
    const int8_t *shift;       /* [out_c], positive is left */
} tns_conv_params;

/* Convolution, groups = 1. input and output must not overlap. */
void tns_conv_s8(const tns_conv_params *p, const int8_t *input, int8_t *output);

/* Convolution with k_h = k_w = 1, strides 1 and no padding. input and output must not overlap. */
void tns_conv_1x1_s8(const tns_conv_params *p, const int8_t *input, int8_t *output);

/*
 * Convolution in groups: the output channels in as many groups as there are of group_c input channels, each group on its own
 * input channels. Weights are [out_c][k_h][k_w][group_c]. With group_c 1 it is a depthwise convolution of any channel
 * multiplier. input and output must not overlap.
 */
void tns_conv_groups_s8(const tns_conv_params *p, int32_t group_c, const int8_t *input, int8_t *output);

/* Depthwise convolution, out_c == in_c. input and output must not overlap. */
void tns_depthwise_s8(const tns_conv_params *p, const int8_t *input, int8_t *output);

/*
 * One output row, [out_w][out_c], of the same convolutions. rows[ky], ky in [0, k_h), is the input row, [in_w][in_c],
 * under kernel row ky, or NULL where that lies outside the image. output must not overlap any of them.
 */
void tns_conv_row_s8(const tns_conv_params *p, const int8_t *const *rows, int8_t *output);
void tns_conv_1x1_row_s8(const tns_conv_params *p, const int8_t *const *rows, int8_t *output);
void tns_depthwise_row_s8(const tns_conv_params *p, const int8_t *const *rows, int8_t *output);

/*
 * Transposed convolution: input pixel (i, j) times tap (ky, kx) is part of output pixel (i * stride_h + ky - pad_top,
 * j * stride_w + kx - pad_left). The bias is the model's, as the taps that reach an output are not the same for all; each
 * tap has an offset instead, -in_zero_point * the sum of its weights. input and output must not overlap.
 */
typedef struct {
    int32_t in_h, in_w, in_c;
    int32_t out_h, out_w, out_c;
    int32_t k_h, k_w;
    int32_t stride_h, stride_w;
    int32_t pad_top, pad_left;
    int32_t out_zero_point;
    int32_t act_min, act_max;
    const int32_t *offsets;    /* [out_c][k_h][k_w] */
    const int8_t *weights;     /* [out_c][k_h][k_w][in_c] */
    const int32_t *bias;       /* [out_c] */
    const int32_t *multiplier; /* [out_c] */
    const int8_t *shift;       /* [out_c] */
} tns_transpose_conv_params;

void tns_transpose_conv_s8(const tns_transpose_conv_params *p, const int8_t *input, int8_t *output);

/* Bytes of scratch of the in-place depthwise convolution: the input rows that later output rows still read. */
#define TNS_DEPTHWISE_INPLACE_SCRATCH(pad_top, in_w, in_c) (((pad_top) + 1) * (in_w) * (in_c))

/* Depthwise convolution over its own input: stride 1, dilation 1, out_h == in_h, out_w == in_w, out_c == in_c. */
void tns_depthwise_inplace_s8(const tns_conv_params *p, int8_t *data, int8_t *scratch);

/* A sum in the arena, whose bytes are otherwise accessed as int8_t. Aligned to 4 bytes. */
typedef int32_t __attribute__((may_alias)) tns_sum;

/*
 * An inverted bottleneck: expand, 1x1, then depthwise, then project, 1x1, some of the expanded channels at a time.
 * Weights are sorted by groups of `group` channels, the last of which may be smaller: those of the depthwise
 * convolution [groups][k_h][k_w][group], those of project [groups][out_c][group]. The columns are those of the
 * depthwise convolution: its in_w are expanded and its out_w projected, whatever the other two say.
 */
typedef struct {
    const tns_conv_params *expand, *depthwise, *project;
    int32_t group; /* in [1, in_c of depthwise] */
    int32_t first; /* bytes from the start of a row to the first pixel that is expanded */
} tns_bottleneck_params;

/* Bytes of scratch: int32 sums of the projection, k_h expanded rows and one filtered row of a group. */
#define TNS_BOTTLENECK_SCRATCH(k_h, group, in_w, out_w, out_c) \
    (4 * (out_w) * (out_c) + (group) * ((k_h) * (in_w) + (out_w)))

/*
 * One output row, [out_w][out_c] of project. rows[ky], ky in [0, k_h) of depthwise, is the row of expand's input, or
 * NULL where that lies outside the image. scratch is aligned to 4 bytes; nothing may overlap.
 */
void tns_bottleneck_row_s8(const tns_bottleneck_params *p, const int8_t *const *rows, int8_t *scratch, int8_t *output);

typedef struct {
    int32_t in_features, out_features;
    int32_t out_zero_point;
    int32_t act_min, act_max;
    int32_t halves; /* whether weights and bias are those of tns_halves.h; not where some values are added at a time */
    const int8_t *weights;
    const int32_t *bias;
    const int32_t *multiplier;
    const int8_t *shift;
} tns_dense_params;

void tns_dense_s8(const tns_dense_params *p, const int8_t *input, int8_t *output);

/*
 * The same some values at a time: sums[out_features] start at 0; input[count], which are the values from `first` on of
 * the vector, is added; when all were, the output is that of tns_dense_s8.
 */
void tns_dense_accumulate_s8(const tns_dense_params *p, const int8_t *input, int32_t first, int32_t count,
                             tns_sum *sums);
void tns_dense_finish_s8(const tns_dense_params *p, const tns_sum *sums, int8_t *output);

typedef struct {
    int32_t in_h, in_w, channels;
    int32_t out_h, out_w;
    int32_t k_h, k_w;
    int32_t stride_h, stride_w;
    int32_t pad_top, pad_left;
    int32_t act_min, act_max;
} tns_pool_params;

/* Average of the pixels inside the image, rounded half away from zero. Input and output share scale and zero point. */
void tns_average_pool_s8(const tns_pool_params *p, const int8_t *input, int8_t *output);
void tns_max_pool_s8(const tns_pool_params *p, const int8_t *input, int8_t *output);

/* One output row of the same, as for convolutions. */
void tns_average_pool_row_s8(const tns_pool_params *p, const int8_t *const *rows, int8_t *output);
void tns_max_pool_row_s8(const tns_pool_params *p, const int8_t *const *rows, int8_t *output);

/*
 * Global average pooling row by row: sums[channels] start at 0; each row of the image, [in_w][channels], is added; then
 * the output, [channels], is that of tns_average_pool_s8 with k_h = in_h, k_w = in_w and no padding.
 */
void tns_average_pool_accumulate_s8(const tns_pool_params *p, const int8_t *row, tns_sum *sums);
void tns_average_pool_finish_s8(const tns_pool_params *p, const tns_sum *sums, int8_t *output);

#endif
