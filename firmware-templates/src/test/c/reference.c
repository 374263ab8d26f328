#include "reference.h"

#include "tns_requantize.h"
#include "tns_weights.h"

static inline int32_t saturating_rounding_doubling_high_mul(int32_t a, int32_t b)
{
    if (a == INT32_MIN && b == INT32_MIN) {
        return INT32_MAX;
    }
    const int64_t product = (int64_t)a * b;
    const int64_t nudge = product >= 0 ? INT64_C(1) << 30 : 1 - (INT64_C(1) << 30);
    return (int32_t)((product + nudge) / (INT64_C(1) << 31));
}

/* Half away from zero. */
static inline int32_t rounding_divide_by_power(int32_t x, int32_t exponent)
{
    const int64_t divisor = INT64_C(1) << exponent;
    const int64_t magnitude = ((x < 0 ? -(int64_t)x : x) + divisor / 2) / divisor;
    return (int32_t)(x < 0 ? -magnitude : magnitude);
}

int32_t reference_scale(int32_t x, int32_t multiplier, int32_t shift)
{
#if TNS_ROUNDING == TNS_ROUNDING_DOUBLE
    const int32_t left = shift > 0 ? shift : 0;
    const int32_t right = shift > 0 ? 0 : -shift;
    const int32_t shifted = (int32_t)(uint32_t)((uint64_t)(uint32_t)x << left);
    return rounding_divide_by_power(saturating_rounding_doubling_high_mul(shifted, multiplier), right);
#else
    return (int32_t)((x * (int64_t)multiplier + (INT64_C(1) << (30 - shift))) >> (31 - shift));
#endif
}

static int8_t finish(int64_t sum, int32_t multiplier, int32_t shift, int32_t zero_point, int32_t low, int32_t high)
{
    int32_t value = reference_scale((int32_t)(uint32_t)(uint64_t)sum, multiplier, shift);
    value = (int32_t)((uint32_t)value + (uint32_t)zero_point);
    if (value < low) {
        value = low;
    }
    if (value > high) {
        value = high;
    }
    return (int8_t)value;
}

/* The input minus its zero point; nothing outside the image. */
static int64_t tap(const tns_conv_params *p, const int8_t *input, int32_t y, int32_t x, int32_t c)
{
    if (y < 0 || y >= p->in_h || x < 0 || x >= p->in_w) {
        return 0;
    }
    return input[(y * p->in_w + x) * p->in_c + c] - p->in_zero_point;
}

void reference_conv(const tns_conv_params *p, const int32_t *model_bias, const int8_t *input, int8_t *output)
{
    for (int32_t i = 0; i < p->out_h * p->out_w * p->out_c; i++) {
        const int32_t o = i % p->out_c;
        const int32_t x = i / p->out_c % p->out_w;
        const int32_t y = i / p->out_c / p->out_w;
        const int8_t *const weights = tns_weights_at(p->weights, p->k_h * p->k_w * p->in_c, o);
        int64_t sum = model_bias[o];
        for (int32_t ky = 0; ky < p->k_h; ky++) {
            for (int32_t kx = 0; kx < p->k_w; kx++) {
                for (int32_t c = 0; c < p->in_c; c++) {
                    sum += tns_weight(weights, (ky * p->k_w + kx) * p->in_c + c)
                           * tap(p, input, y * p->stride_h - p->pad_top + ky * p->dilation_h,
                                 x * p->stride_w - p->pad_left + kx * p->dilation_w, c);
                }
            }
        }
        output[i] = finish(sum, p->multiplier[o], p->shift[o], p->out_zero_point, p->act_min, p->act_max);
    }
}

void reference_depthwise(const tns_conv_params *p, const int32_t *model_bias, const int8_t *input, int8_t *output)
{
    for (int32_t i = 0; i < p->out_h * p->out_w * p->out_c; i++) {
        const int32_t c = i % p->out_c;
        const int32_t x = i / p->out_c % p->out_w;
        const int32_t y = i / p->out_c / p->out_w;
        int64_t sum = model_bias[c];
        for (int32_t ky = 0; ky < p->k_h; ky++) {
            for (int32_t kx = 0; kx < p->k_w; kx++) {
                sum += p->weights[(ky * p->k_w + kx) * p->out_c + c]
                       * tap(p, input, y * p->stride_h - p->pad_top + ky * p->dilation_h,
                             x * p->stride_w - p->pad_left + kx * p->dilation_w, c);
            }
        }
        output[i] = finish(sum, p->multiplier[c], p->shift[c], p->out_zero_point, p->act_min, p->act_max);
    }
}

void reference_dense(const tns_dense_params *p, int32_t in_zero_point, const int32_t *model_bias, const int8_t *input,
                     int8_t *output)
{
    for (int32_t o = 0; o < p->out_features; o++) {
        const int8_t *const weights = tns_weights_at(p->weights, p->in_features, o);
        int64_t sum = model_bias[o];
        for (int32_t i = 0; i < p->in_features; i++) {
            sum += (int64_t)tns_weight(weights, i) * (input[i] - in_zero_point);
        }
        output[o] = finish(sum, p->multiplier[o], p->shift[o], p->out_zero_point, p->act_min, p->act_max);
    }
}

void reference_add(const tns_add_params *p, const int8_t *a, const int8_t *b, int8_t *output)
{
    for (int32_t i = 0; i < p->size; i++) {
        const int32_t left = (a[i] - p->a_zero_point) * (1 << p->left_shift);
        const int32_t right = (b[i] - p->b_zero_point) * (1 << p->left_shift);
        const int64_t sum = (int64_t)reference_scale(left, p->a_multiplier, p->a_shift)
                            + reference_scale(right, p->b_multiplier, p->b_shift);
        output[i] = finish(sum, p->out_multiplier, p->out_shift, p->out_zero_point, p->act_min, p->act_max);
    }
}

static void reference_pool(const tns_pool_params *p, int average, const int8_t *input, int8_t *output)
{
    for (int32_t i = 0; i < p->out_h * p->out_w * p->channels; i++) {
        const int32_t c = i % p->channels;
        const int32_t x = i / p->channels % p->out_w;
        const int32_t y = i / p->channels / p->out_w;
        int32_t count = 0;
        int32_t sum = 0;
        int32_t max = INT8_MIN;
        for (int32_t ky = 0; ky < p->k_h; ky++) {
            for (int32_t kx = 0; kx < p->k_w; kx++) {
                const int32_t in_y = y * p->stride_h - p->pad_top + ky;
                const int32_t in_x = x * p->stride_w - p->pad_left + kx;
                if (in_y >= 0 && in_y < p->in_h && in_x >= 0 && in_x < p->in_w) {
                    const int32_t value = input[(in_y * p->in_w + in_x) * p->channels + c];
                    count++;
                    sum += value;
                    max = value > max ? value : max;
                }
            }
        }
        /* Half away from zero: the sign of the sum times floor(|sum| / count + 1/2). */
        const int32_t magnitude = (2 * (sum < 0 ? -sum : sum) + count) / (2 * count);
        int32_t value = average ? (sum < 0 ? -magnitude : magnitude) : max;
        value = value < p->act_min ? p->act_min : value;
        output[i] = (int8_t)(value > p->act_max ? p->act_max : value);
    }
}

void reference_average_pool(const tns_pool_params *p, const int8_t *input, int8_t *output)
{
    reference_pool(p, 1, input, output);
}

void reference_max_pool(const tns_pool_params *p, const int8_t *input, int8_t *output)
{
    reference_pool(p, 0, input, output);
}
