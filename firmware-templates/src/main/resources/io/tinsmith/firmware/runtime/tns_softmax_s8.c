/* Softmax, int8 to int8, in integers only. */
#include "tns_fixed_point.h"
#include "tns_kernels.h"
#include "tns_requantize.h"

/* exp of the scaled difference to the row's maximum, Q0. Both roundings scale it alike, as the shift is to the left. */
static int32_t exponential(const tns_softmax_params *p, int32_t difference)
{
    return tns_exp_negative(tns_doubling_high_mul(tns_shift_left(difference, p->shift), p->multiplier));
}

static void softmax_row(const tns_softmax_params *p, const int8_t *input, int8_t *output)
{
    int32_t max = INT8_MIN;
    for (int32_t i = 0; i < p->depth; i++) {
        max = input[i] > max ? input[i] : max;
    }
    int32_t sum = 0; /* Q12 */
    for (int32_t i = 0; i < p->depth; i++) {
        if (input[i] - max >= p->diff_min) {
            sum += tns_rounding_shift_right(exponential(p, input[i] - max), 12);
        }
    }
    /* 1 / sum = reciprocal * 2^-exponent: normalise the sum to [1, 2). Above 2^8 every value is below 1/512. */
    const int32_t headroom = tns_leading_zeros((uint32_t)sum);
    const int32_t exponent = 12 - headroom;
    const int32_t fraction = (int32_t)(((uint32_t)sum << headroom) - ((uint32_t)1 << 31));
    const int32_t reciprocal = tns_reciprocal_one_plus(fraction);
    for (int32_t i = 0; i < p->depth; i++) {
        int32_t value = INT8_MIN;
        if (input[i] - max >= p->diff_min) {
            const int32_t product = tns_doubling_high_mul(reciprocal, exponential(p, input[i] - max));
            const int32_t scaled = exponent > 8 ? 0 : tns_rounding_shift_right(product, exponent + 23);
            value = tns_clamp(scaled + INT8_MIN, INT8_MIN, INT8_MAX);
        }
        output[i] = (int8_t)value;
    }
}

void tns_softmax_s8(const tns_softmax_params *p, const int8_t *input, int8_t *output)
{
    for (int32_t row = 0; row < p->rows; row++) {
        softmax_row(p, input + row * p->depth, output + row * p->depth);
    }
}
