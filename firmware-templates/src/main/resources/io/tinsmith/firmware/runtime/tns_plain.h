/*
 * Tinsmith runtime: what the kernels for cores with neither the DSP nor the vector extension share: Armv6-M, Armv7-M
 * and Armv8-M without them. Their C is also what other compilers' targets run.
 */
#ifndef TNS_PLAIN_H
#define TNS_PLAIN_H

#include <stdint.h>

#include "tns_cpu.h"
#include "tns_requantize.h"

/* Weights must stand in the order [channels][taps]. */
#define TNS_PLAIN (!TNS_DSP && !TNS_MVE && !TNS_WEIGHT_QUADS)

/* Assembly for Thumb-1, and for Thumb-2 with its multiply-accumulate. */
#if TNS_PLAIN && TNS_MAY_SPECIALIZE && defined(__thumb__) && defined(__ARM_ARCH_ISA_THUMB)
#define TNS_PLAIN_THUMB1 (__ARM_ARCH_ISA_THUMB == 1)
#define TNS_PLAIN_THUMB2 (__ARM_ARCH_ISA_THUMB == 2)
#else
#define TNS_PLAIN_THUMB1 0
#define TNS_PLAIN_THUMB2 0
#endif

#if defined(__GNUC__)
#define TNS_PLAIN_INLINE static inline __attribute__((always_inline))
#define TNS_PLAIN_OWN_REGISTERS __attribute__((noinline, unused))
#else
#define TNS_PLAIN_INLINE static inline
#define TNS_PLAIN_OWN_REGISTERS
#endif

/*
 * Requantization of a channel. With a shift of -2 or less, rounding is one step: the scaled accumulator is shifted
 * right by all but one bit, then plus 1/2 and the zero point, then by 1.
 */
typedef struct {
    int32_t multiplier, shift;
    int32_t right;  /* the first step, counted from tns_plain_twice's product; negative: the quick way doesn't hold */
    int32_t offset; /* 2 * zero point + 1 */
} tns_plain_scale;

TNS_PLAIN_INLINE tns_plain_scale tns_plain_scale_of(int32_t multiplier, int32_t shift, int32_t zero_point)
{
    const int32_t right = TNS_ROUNDING == TNS_ROUNDING_DOUBLE ? -1 - shift : -2 - shift;
    const tns_plain_scale scale = {multiplier, shift, shift <= -2 ? right : -1, 2 * zero_point + 1};
    return scale;
}

/* Twice x * multiplier * 2^(shift - 31), as the last bit of rounding wants it: plus 1, shifted right by 1. */
TNS_PLAIN_INLINE int32_t tns_plain_twice(int32_t x, int32_t multiplier, int32_t right)
{
#if TNS_ROUNDING == TNS_ROUNDING_DOUBLE
    const int32_t scaled = tns_doubling_high_mul_unsaturated(x, multiplier);
    return (scaled + (scaled >> 31)) >> right; /* half away from zero */
#else
    return tns_high_mul(x, multiplier) >> right;
#endif
}

/* (x >> 1) saturated to int8. */
TNS_PLAIN_INLINE int32_t tns_plain_saturate_half(int32_t x)
{
#if TNS_PLAIN_THUMB2
    __asm("ssat %0, #8, %1, asr #1" : "=r"(x) : "r"(x));
    return x;
#else
    return tns_clamp(x >> 1, INT8_MIN, INT8_MAX);
#endif
}

/* The output before its activation, in int8, by the long way: any shift. */
static TNS_PLAIN_OWN_REGISTERS int32_t tns_plain_scale_any(int32_t x, int32_t multiplier, int32_t shift,
                                                           int32_t offset)
{
    return tns_requantize(x, multiplier, shift, offset >> 1, INT8_MIN, INT8_MAX);
}

/* The int8 output of an accumulator. */
TNS_PLAIN_INLINE int8_t tns_plain_requantize(uint32_t accumulator, const tns_plain_scale *s, int32_t act_min,
                                             int32_t act_max)
{
    const int32_t x = (int32_t)accumulator;
    int32_t y;
    if (s->right < 0) {
        y = tns_plain_scale_any(x, s->multiplier, s->shift, s->offset);
    } else {
        y = tns_plain_saturate_half(tns_plain_twice(x, s->multiplier, s->right) + s->offset);
    }
    return (int8_t)(act_max - act_min == 255 ? y : tns_clamp(y, act_min, act_max));
}

#endif
