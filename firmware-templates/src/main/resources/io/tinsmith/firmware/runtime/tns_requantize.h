/*
 * Tinsmith runtime: from an int32 accumulator to int8, exactly as TensorFlow Lite does it.
 *
 * The real factor is multiplier * 2^(shift - 31) with multiplier in [2^30, 2^31), or 0, and shift in [-31, 30].
 *
 * TNS_ROUNDING_DOUBLE (default, TFLite Micro and CMSIS-NN): x * 2^shift for a positive shift, then
 * SaturatingRoundingDoublingHighMul, then for a negative shift RoundingDivideByPOT (half away from zero).
 * TNS_ROUNDING_SINGLE (TFLite's own kernels, XNNPACK): one rounding, half up, of the 64-bit product.
 *
 * The source of both: "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference"
 * (Jacob et al., 2018, arXiv:1712.05877), appendix B, and the TFLite 8-bit quantization specification.
 *
 * A left shift wraps modulo 2^32. Signed right shifts are arithmetic and conversions to int32_t wrap, as on every
 * compiler for the cores that the runtime supports.
 */
#ifndef TNS_REQUANTIZE_H
#define TNS_REQUANTIZE_H

#include <stdint.h>

#include "tns_product.h"

#define TNS_ROUNDING_DOUBLE 1
#define TNS_ROUNDING_SINGLE 2

#ifndef TNS_ROUNDING
#define TNS_ROUNDING TNS_ROUNDING_DOUBLE
#endif

#if TNS_ROUNDING != TNS_ROUNDING_DOUBLE && TNS_ROUNDING != TNS_ROUNDING_SINGLE
#error "TNS_ROUNDING must be TNS_ROUNDING_DOUBLE (1) or TNS_ROUNDING_SINGLE (2)."
#endif

/* x * 2^exponent modulo 2^32, exponent in [0, 31]. */
static inline int32_t tns_shift_left(int32_t x, int32_t exponent)
{
    return (int32_t)((uint32_t)x << exponent);
}

/* a + b modulo 2^32. */
static inline int32_t tns_add_wrapping(int32_t a, int32_t b)
{
    return (int32_t)((uint32_t)a + (uint32_t)b);
}

static inline int32_t tns_clamp(int32_t x, int32_t low, int32_t high)
{
    return x < low ? low : x > high ? high : x;
}

/*
 * a * b / 2^31, rounded, saturated where both are INT32_MIN. TFLite nudges by 2^30 or 1 - 2^30 and truncates, which is
 * the same as adding 2^30 and taking the floor: ceil(n / d) == floor((n + d - 1) / d).
 */
static inline int32_t tns_doubling_high_mul(int32_t a, int32_t b)
{
    return a == INT32_MIN && b == INT32_MIN ? INT32_MAX : tns_doubling_high_mul_unsaturated(a, b);
}

/* x / 2^exponent, half away from zero, exponent in [0, 31]. */
static inline int32_t tns_rounding_shift_right(int32_t x, int32_t exponent)
{
    const int32_t mask = (int32_t)(((uint32_t)1 << exponent) - 1u);
    const int32_t remainder = x & mask;
    const int32_t threshold = (mask >> 1) + (x < 0 ? 1 : 0);
    return (x >> exponent) + (remainder > threshold ? 1 : 0);
}

/* x * multiplier * 2^(shift - 31) with the rounding chosen. */
static inline int32_t tns_scale(int32_t x, int32_t multiplier, int32_t shift)
{
#if TNS_ROUNDING == TNS_ROUNDING_DOUBLE
    if (shift >= 0) {
        return tns_doubling_high_mul(tns_shift_left(x, shift), multiplier);
    }
    return tns_rounding_shift_right(tns_doubling_high_mul(x, multiplier), -shift);
#else
    const int32_t right = 31 - shift;
    return (int32_t)((tns_long_mul(x, multiplier) + ((int64_t)1 << (right - 1))) >> right);
#endif
}

/* The int8 output of an accumulator. */
static inline int8_t tns_requantize(int32_t accumulator, int32_t multiplier, int32_t shift, int32_t zero_point,
                                    int32_t act_min, int32_t act_max)
{
    return (int8_t)tns_clamp(tns_add_wrapping(tns_scale(accumulator, multiplier, shift), zero_point), act_min,
                             act_max);
}

#endif
