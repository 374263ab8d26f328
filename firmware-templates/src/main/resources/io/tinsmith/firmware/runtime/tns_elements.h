/*
 * Tinsmith runtime: int8 kernels of ops without weights and windows. Images are NHWC with N = 1; for requantization see
 * tns_kernels.h, which includes this.
 */
#ifndef TNS_ELEMENTS_H
#define TNS_ELEMENTS_H

#include <stdint.h>

/*
 * Element-wise sum in TNS_ROUNDING_DOUBLE: TFLite Micro's ADD. Both inputs are shifted left by left_shift (20), scaled by
 * their multipliers, summed and scaled to the output. output may be the same buffer as either input.
 */
typedef struct {
    int32_t size;
    int32_t left_shift;
    int32_t a_zero_point, b_zero_point, out_zero_point;
    int32_t a_multiplier, b_multiplier, out_multiplier;
    int32_t a_shift, b_shift, out_shift;
    int32_t act_min, act_max;
} tns_add_params;

void tns_add_s8(const tns_add_params *p, const int8_t *a, const int8_t *b, int8_t *output);

/*
 * The same in TNS_ROUNDING_SINGLE: (bias + a_multiplier * a + b_multiplier * b) >> shift, then + out_zero_point. The
 * multipliers have at most 21 bits and a sign, shift is in [1, 30], bias holds rounding and zero points.
 */
typedef struct {
    int32_t size;
    int32_t a_multiplier, b_multiplier, bias, shift;
    int32_t out_zero_point;
    int32_t act_min, act_max;
} tns_add_single_params;

void tns_add_single_s8(const tns_add_single_params *p, const int8_t *a, const int8_t *b, int8_t *output);

/*
 * The same with b[channels] repeated for each pixel of a, whose size is a multiple of channels. output may be a, or must not
 * overlap the inputs.
 */
void tns_add_single_channels_s8(const tns_add_single_params *p, int32_t channels, const int8_t *a, const int8_t *b,
                                int8_t *output);

/*
 * TFLite Micro's SUB in TNS_ROUNDING_DOUBLE, and its ADD of an input that repeats: a_sign * a + b_sign * b, each scaled as in
 * tns_add_s8. output may be a, or b where it does not repeat, and must not overlap them otherwise.
 */
typedef struct {
    int32_t size, period; /* of a; of b, which repeats if it is shorter */
    int32_t left_shift;
    int32_t a_zero_point, b_zero_point, out_zero_point;
    int32_t a_multiplier, b_multiplier, out_multiplier;
    int32_t a_shift, b_shift, out_shift;
    int32_t a_sign, b_sign; /* 1, or -1 */
    int32_t act_min, act_max;
} tns_add_signed_params;

void tns_add_signed_s8(const tns_add_signed_params *p, const int8_t *a, const int8_t *b, int8_t *output);

/*
 * TFLite's MAXIMUM and MINIMUM of values that share scale and zero point. output may be a, or b where it does not repeat, and
 * must not overlap them otherwise.
 */
typedef struct {
    int32_t size, period; /* of a; of b, which repeats if it is shorter */
} tns_pair_params;

void tns_maximum_s8(const tns_pair_params *p, const int8_t *a, const int8_t *b, int8_t *output);
void tns_minimum_s8(const tns_pair_params *p, const int8_t *a, const int8_t *b, int8_t *output);

/*
 * TFLite's PRELU: values from the zero point up are scaled by multiplier and shift, those below it times their slope by the
 * others. output may be the input, or must not overlap it.
 */
typedef struct {
    int32_t size, period; /* of the input; of the slopes, which repeat */
    int32_t in_zero_point, slope_zero_point, out_zero_point;
    int32_t multiplier, shift;
    int32_t slope_multiplier, slope_shift;
} tns_prelu_params;

void tns_prelu_s8(const tns_prelu_params *p, const int8_t *input, const int8_t *slopes, int8_t *output);

/* A function of each value: output = table[(uint8_t)input]. The output may be the input itself, or must not overlap it. */
typedef struct {
    int32_t size;
    const int8_t *table; /* [256] */
} tns_lookup_params;

void tns_lookup_s8(const tns_lookup_params *p, const int8_t *input, int8_t *output);

/*
 * Element-wise product: (a - a_zero_point) * (b - b_zero_point), requantized. The output may be a or b itself, and must not
 * overlap them otherwise.
 */
typedef struct {
    int32_t size; /* elements of a */
    int32_t a_zero_point, b_zero_point, out_zero_point;
    int32_t multiplier, shift;
    int32_t act_min, act_max;
} tns_mul_params;

void tns_mul_s8(const tns_mul_params *p, const int8_t *a, const int8_t *b, int8_t *output);

/* The same with b[channels] repeated for each pixel of a, whose size is a multiple of channels; not over b. */
void tns_mul_channels_s8(const tns_mul_params *p, int32_t channels, const int8_t *a, const int8_t *b, int8_t *output);

/*
 * Concatenation along the channels: of each pixel channels[i] bytes from inputs[i], [pixels][channels[i]], for each i in
 * turn; the output is [pixels][out_c]. All share scale and zero point. pixels are those of an image or of one row. The
 * output must not overlap any input; an input may be given several times.
 */
typedef struct {
    int32_t pixels, input_count;
    int32_t out_c;           /* sum of channels */
    const int32_t *channels; /* [input_count], each at least 1 */
} tns_concat_params;

void tns_concat_s8(const tns_concat_params *p, const int8_t *const *inputs, int8_t *output);

/*
 * A copy of values whose axes lie in another order or distance: value (i, j, k, l) of extent from input[i * in_stride[0]
 * + ...] to output[i * out_stride[0] + ...]. It is TFLite's TRANSPOSE, SLICE and STRIDED_SLICE, and what PAD copies once
 * the output is filled. The output must not overlap the input.
 */
typedef struct {
    int32_t extent[4], in_stride[4], out_stride[4];
} tns_move_params;

void tns_move_s8(const tns_move_params *p, const int8_t *input, int8_t *output);

/*
 * TFLite's RESIZE_NEAREST_NEIGHBOR by a whole factor, without align_corners and half_pixel_centers: output pixel (y, x)
 * is input pixel (y / factor, x / factor). Input and output share scale and zero point and must not overlap.
 */
typedef struct {
    int32_t in_h, in_w, channels;
    int32_t out_w;  /* in_w * factor for a whole image */
    int32_t factor; /* at least 1 */
    int32_t skip;   /* copies of the first pixel that are left out, in [0, factor); 0 for a whole image */
} tns_resize_params;

void tns_resize_nearest_s8(const tns_resize_params *p, const int8_t *input, int8_t *output);

/* One output row, [out_w][channels]; rows[0] is the input row. */
void tns_resize_nearest_row_s8(const tns_resize_params *p, const int8_t *const *rows, int8_t *output);

/*
 * TFLite's RESIZE_NEAREST_NEIGHBOR to any size: output pixel (y, x) is input pixel (rows[y], columns[x]). Input and output
 * share scale and zero point and must not overlap.
 */
typedef struct {
    int32_t in_w, channels;
    int32_t out_h, out_w;
    const uint16_t *rows;    /* [out_h] */
    const uint16_t *columns; /* [out_w] */
} tns_resize_pixels_params;

void tns_resize_pixels_s8(const tns_resize_pixels_params *p, const int8_t *input, int8_t *output);

/*
 * TFLite's RESIZE_BILINEAR, in fixed point of 10 bits: output row y lies at start_y + y * step_y parts of 1/1024 of an input
 * row, at least -512, and below in_h * 1024; columns likewise. Input and output share scale and zero point and must not
 * overlap.
 */
typedef struct {
    int32_t in_h, in_w, channels;
    int32_t out_h, out_w;
    int32_t step_y, step_x;
    int32_t start_y, start_x;
} tns_resize_bilinear_params;

void tns_resize_bilinear_s8(const tns_resize_bilinear_params *p, const int8_t *input, int8_t *output);

/*
 * TFLite's MEAN over height and width: the sums of each channel's pixels less the input's zero point, requantized; 1 / pixels
 * is part of the multiplier, which may therefore be below 2^30. At most 2^23 pixels.
 */
typedef struct {
    int32_t pixels, channels;
    int32_t in_zero_point, out_zero_point;
    int32_t multiplier, shift;
} tns_mean_params;

void tns_mean_s8(const tns_mean_params *p, const int8_t *input, int8_t *output);

/*
 * TFLite's SUM, MEAN and REDUCE_MAX along any axes: output k0 * kept[1] + k1 is made of the values at k0 * kept_stride[0] +
 * k1 * kept_stride[1] + r0 * reduced_stride[0] + r1 * reduced_stride[1] of the input, for all r0 and r1 below reduced[]. Of a
 * sum their differences to the input's zero point, requantized; 1 / count of a mean is part of the multiplier, which may
 * therefore be below 2^30. At most 2^23 values become one. The output must not overlap the input.
 */
typedef struct {
    int32_t kept[2], kept_stride[2];
    int32_t reduced[2], reduced_stride[2];
    int32_t in_zero_point, out_zero_point;
    int32_t multiplier, shift;
} tns_reduce_params;

void tns_reduce_sum_s8(const tns_reduce_params *p, const int8_t *input, int8_t *output);

/* The greatest; scale and zero point of input and output are the same, and those of p do not count. */
void tns_reduce_max_s8(const tns_reduce_params *p, const int8_t *input, int8_t *output);

/*
 * Softmax over rows; the output has scale 1/256 and zero point -128. multiplier, shift and diff_min are those of
 * TFLite's PreprocessSoftmaxScaling and CalculateInputRadius with 5 integer bits. depth is at most 4095.
 */
typedef struct {
    int32_t rows, depth;
    int32_t multiplier, shift, diff_min;
} tns_softmax_params;

void tns_softmax_s8(const tns_softmax_params *p, const int8_t *input, int8_t *output);

#endif
