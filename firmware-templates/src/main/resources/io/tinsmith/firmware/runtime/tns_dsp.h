/*
 * Tinsmith runtime: instructions of the Armv7E-M and Armv8-M DSP extension.
 */
#ifndef TNS_DSP_H
#define TNS_DSP_H

#include <stdint.h>
#include <string.h>

#include "tns_cpu.h"
#include "tns_requantize.h"

#if TNS_DSP

#define TNS_INLINE static inline __attribute__((always_inline))

/* Times four taps in a round of the inner loops, and whether what is unrolled or inlined for speed is not. */
#ifdef __OPTIMIZE_SIZE__
#define TNS_DSP_SMALL 1
#define TNS_DSP_LARGE_INLINE static __attribute__((noinline))
#define TNS_DSP_ROUND 4
#define TNS_DSP_ROUND_OF(quad) quad quad quad quad
#else
#define TNS_DSP_SMALL 0
#define TNS_DSP_LARGE_INLINE TNS_INLINE
#define TNS_DSP_ROUND 8
#define TNS_DSP_ROUND_OF(quad) quad quad quad quad quad quad quad quad
#endif

/*
 * For a function whose assembly needs all registers: scheduling before register allocation, which GCC does for some
 * cores, would keep one busy.
 */
#if defined(__clang__)
#define TNS_DSP_ALL_REGISTERS __attribute__((noinline))
#else
#define TNS_DSP_ALL_REGISTERS __attribute__((noinline, optimize("no-schedule-insns")))
#endif

/* Rounding in assembly as in tns_quick_requantize: SMMLAR and half away from zero, or the floor. */
#if TNS_ROUNDING == TNS_ROUNDING_DOUBLE
#define TNS_DSP_SCALE(acc, twice) "smmlar " acc ", " acc ", " twice ", " acc "\n\tadd.w " acc ", " acc ", " acc ", asr #31\n\t"
#else
#define TNS_DSP_SCALE(acc, twice) "smmla " acc ", " acc ", " twice ", " acc "\n\t"
#endif

/*
 * An accumulator by a right shift and a multiplier of at least 2^30 to an output. The shift, inverted, is the lowest byte
 * of r12; r0 is tns_quick_offset; r1 is where the output goes.
 */
#define TNS_DSP_REQUANTIZE(acc, multiplier)              \
    "lsl.w " multiplier ", " multiplier ", #1\n\t"       \
    TNS_DSP_SCALE(acc, multiplier)                       \
    "asr.w " acc ", " acc ", r12\n\t"                    \
    "qadd " acc ", " acc ", r0\n\t"                      \
    "ssat " acc ", #8, " acc ", asr #1\n\t"              \
    "strb " acc ", [r1], #1\n\t"

/* A function in assembly. Addresses of its labels are counted from a multiple of four. */
#define TNS_DSP_ASSEMBLY __attribute__((naked, aligned(4)))

/* Four bytes from any address. */
TNS_INLINE uint32_t tns_load4(const int8_t *address)
{
    uint32_t word;
    memcpy(&word, address, sizeof word);
    return word;
}

/* Bytes 0 and 2 as int16 lanes. */
TNS_INLINE uint32_t tns_even_bytes(uint32_t word)
{
    uint32_t lanes;
    __asm("sxtb16 %0, %1" : "=r"(lanes) : "r"(word));
    return lanes;
}

/* Bytes 1 and 3 as int16 lanes. */
TNS_INLINE uint32_t tns_odd_bytes(uint32_t word)
{
    uint32_t lanes;
    __asm("sxtb16 %0, %1, ror #8" : "=r"(lanes) : "r"(word));
    return lanes;
}

/* sum + the dot product of both lanes. */
TNS_INLINE uint32_t tns_dot_lanes(uint32_t sum, uint32_t a, uint32_t b)
{
    __asm("smlad %0, %1, %2, %0" : "+r"(sum) : "r"(a), "r"(b));
    return sum;
}

/* sum + the product of the lower lanes. */
TNS_INLINE uint32_t tns_mac_bottom(uint32_t sum, uint32_t a, uint32_t b)
{
    __asm("smlabb %0, %1, %2, %0" : "+r"(sum) : "r"(a), "r"(b));
    return sum;
}

/* sum + the product of the upper lanes. */
TNS_INLINE uint32_t tns_mac_top(uint32_t sum, uint32_t a, uint32_t b)
{
    __asm("smlatt %0, %1, %2, %0" : "+r"(sum) : "r"(a), "r"(b));
    return sum;
}

/*
 * Requantization in six instructions, for a right shift, or a multiplier of 0.
 *
 * twice = 2 * multiplier wraps to 2 * multiplier - 2^32, so that the high word of x * twice, plus x, is
 * x * multiplier / 2^31; SMMLAR rounds it as tns_doubling_high_mul does, SMMLA takes the floor. The shift by
 * right + 1 that follows is one by `right`, then plus 1/2 and the zero point, then one by 1. QADD saturates only where
 * the result is beyond int8 anyway. A multiplier of 0 goes with a `right` of 31, which leaves 0 or -1 of the accumulator:
 * the plus 1/2 makes both 0.
 */
typedef struct {
    int32_t twice, right;
} tns_quick_scale;

/* Negative where the quick way holds: twice and shift are, or all outputs are the zero point. */
TNS_INLINE int32_t tns_quick_sign(int32_t multiplier, int32_t shift)
{
    return multiplier == 0 ? -1 : tns_shift_left(multiplier, 1) & shift;
}

TNS_INLINE tns_quick_scale tns_quick_prepare(int32_t multiplier, int32_t shift)
{
    const tns_quick_scale scale = {tns_shift_left(multiplier, 1), multiplier == 0 ? 31 : ~shift};
    return scale;
}

/* The zero point as tns_quick_requantize takes it. */
TNS_INLINE int32_t tns_quick_offset(int32_t zero_point)
{
    return 2 * zero_point + 1;
}

/* The output before its activation, saturated to int8. */
TNS_INLINE int32_t tns_quick_requantize(uint32_t accumulator, tns_quick_scale scale, int32_t offset)
{
    int32_t x = (int32_t)accumulator;
    int32_t result;
#if TNS_ROUNDING == TNS_ROUNDING_DOUBLE
    __asm("smmlar %0, %1, %2, %1" : "=r"(result) : "r"(x), "r"(scale.twice));
    result += result >> 31; /* half away from zero */
#else
    __asm("smmla %0, %1, %2, %1" : "=r"(result) : "r"(x), "r"(scale.twice));
#endif
    result >>= scale.right;
    __asm("qadd %0, %1, %2" : "=r"(result) : "r"(result), "r"(offset));
    __asm("ssat %0, #8, %1, asr #1" : "=r"(result) : "r"(result));
    return result;
}

#endif
#endif
