/*
 * Tinsmith runtime: the fixed-point functions behind TFLite's integer softmax.
 *
 * A number in Qm has m integer bits and 31 - m fraction bits: value = raw / 2^(31 - m). The product of Qa and Qb by
 * tns_doubling_high_mul is Q(a + b). Constants are rounded values of the expressions beside them.
 */
#ifndef TNS_FIXED_POINT_H
#define TNS_FIXED_POINT_H

#include <stdint.h>

#include "tns_requantize.h"

/* x * 2^exponent, saturated, exponent in [1, 30]. */
static inline int32_t tns_shift_left_saturating(int32_t x, int32_t exponent)
{
    const int32_t limit = (int32_t)(((uint32_t)1 << (31 - exponent)) - 1u);
    return x > limit ? INT32_MAX : x < -limit - 1 ? INT32_MIN : tns_shift_left(x, exponent);
}

/* Leading zero bits of x; 32 for 0. */
static inline int32_t tns_leading_zeros(uint32_t x)
{
    int32_t zeros = 0;
    for (uint32_t bit = (uint32_t)1 << 31; bit != 0u && (x & bit) == 0u; bit >>= 1) {
        zeros++;
    }
    return zeros;
}

/*
 * exp(a) for a in [-1/4, 0), Q0 to Q0: exp(-1/8) * (1 + x + x^2/2 + x^3/6 + x^4/24) with x = a + 1/8.
 */
static inline int32_t tns_exp_quarter(int32_t a)
{
    const int32_t exp_minus_eighth = 1895147668; /* exp(-1/8) */
    const int32_t third = 715827883;             /* 1/3 */
    const int32_t x = a + ((int32_t)1 << 28);
    const int32_t x2 = tns_doubling_high_mul(x, x);
    const int32_t x3 = tns_doubling_high_mul(x2, x);
    const int32_t x4 = tns_doubling_high_mul(x2, x2);
    const int32_t inner = tns_doubling_high_mul(tns_rounding_shift_right(x4, 2) + x3, third);
    const int32_t higher_terms = tns_rounding_shift_right(inner + x2, 1);
    return exp_minus_eighth + tns_doubling_high_mul(exp_minus_eighth, x + higher_terms);
}

/* exp(a) for a <= 0, Q5 to Q0: the remainder modulo 1/4 by series, each further bit of a by one multiplication. */
static inline int32_t tns_exp_negative(int32_t a)
{
    /* exp(-2^(i - 2)) */
    static const int32_t factors[7] = {1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242};
    const int32_t quarter = (int32_t)1 << 24;
    if (a == 0) {
        return INT32_MAX;
    }
    const int32_t fraction = (a & (quarter - 1)) - quarter;
    const int32_t remainder = fraction - a;
    int32_t result = tns_exp_quarter(tns_shift_left_saturating(fraction, 5));
    for (int32_t i = 0; i < 7; i++) {
        if ((remainder & tns_shift_left(quarter, i)) != 0) {
            result = tns_doubling_high_mul(result, factors[i]);
        }
    }
    return result;
}

/* 1 / (1 + a) for a in [0, 1), Q0 to Q0: three Newton-Raphson steps for the reciprocal of (1 + a) / 2. */
static inline int32_t tns_reciprocal_one_plus(int32_t a)
{
    const int32_t start = 1515870810;  /* 48/17 in Q2 */
    const int32_t slope = -1010580540; /* -32/17 in Q2 */
    const int32_t one = (int32_t)1 << 29;
    const int32_t half_denominator = (int32_t)(((int64_t)a + INT32_MAX + 1) / 2);
    int32_t x = tns_add_wrapping(start, tns_doubling_high_mul(half_denominator, slope));
    for (int32_t i = 0; i < 3; i++) {
        const int32_t error = one - tns_doubling_high_mul(half_denominator, x);
        x += tns_shift_left_saturating(tns_doubling_high_mul(x, error), 2);
    }
    return tns_shift_left_saturating(x, 1);
}

#endif
