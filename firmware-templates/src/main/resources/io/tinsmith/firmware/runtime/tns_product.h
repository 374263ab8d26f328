/*
 * Tinsmith runtime: parts of the 64-bit product of two int32. Cores that have no instruction for it, Armv6-M and
 * Armv8-M Baseline, make it of 16-bit halves, which takes half as long as the compiler's function.
 */
#ifndef TNS_PRODUCT_H
#define TNS_PRODUCT_H

#include <stdint.h>

#if defined(__ARM_ARCH_ISA_THUMB) && __ARM_ARCH_ISA_THUMB == 1
#define TNS_PRODUCT_OF_HALVES 1
#else
#define TNS_PRODUCT_OF_HALVES 0
#endif

#if TNS_PRODUCT_OF_HALVES
/* a * b / 2^32, rounded down; the bits below, but for the last 16, are the last 16 of middle. No step overflows. */
static inline int32_t tns_high_of_halves(int32_t a, int32_t b, int32_t *middle)
{
#if defined(__GNUC__) && defined(__OPTIMIZE__)
    int32_t low;
    int32_t t;
    __asm(".syntax unified\n\t"
          "uxth %[low], %[a]\n\tasrs %[a], %[a], #16\n\tuxth %[m], %[b]\n\tasrs %[b], %[b], #16\n\t"
          "movs %[t], %[low]\n\tmuls %[t], %[m]\n\tlsrs %[t], %[t], #16\n\t"
          "muls %[low], %[b]\n\tadds %[low], %[low], %[t]\n\t"
          "muls %[m], %[a]\n\tuxth %[t], %[low]\n\tadds %[m], %[m], %[t]\n\t"
          "muls %[a], %[b]\n\tasrs %[low], %[low], #16\n\tadds %[a], %[a], %[low]\n\t"
          "asrs %[low], %[m], #16\n\tadds %[a], %[a], %[low]"
          : [a] "+&l"(a), [b] "+&l"(b), [m] "=&l"(*middle), [low] "=&l"(low), [t] "=&l"(t)
          :
          : "cc");
    return a;
#else
    const int32_t a_high = a >> 16;
    const int32_t b_high = b >> 16;
    const int32_t a_low = (uint16_t)a;
    const int32_t b_low = (uint16_t)b;
    const int32_t upper = a_low * b_high + (int32_t)((uint32_t)a_low * (uint32_t)b_low >> 16);
    *middle = a_high * b_low + (uint16_t)upper;
    return a_high * b_high + (upper >> 16) + (*middle >> 16);
#endif
}
#endif

static inline int64_t tns_long_mul(int32_t a, int32_t b)
{
#if TNS_PRODUCT_OF_HALVES
    int32_t middle;
    const int32_t high = tns_high_of_halves(a, b, &middle);
    return (int64_t)((uint64_t)(uint32_t)high << 32 | (uint32_t)a * (uint32_t)b);
#else
    return (int64_t)a * b;
#endif
}

/* a * b / 2^32, rounded down. */
static inline int32_t tns_high_mul(int32_t a, int32_t b)
{
#if TNS_PRODUCT_OF_HALVES
    int32_t middle;
    return tns_high_of_halves(a, b, &middle);
#else
    return (int32_t)((int64_t)a * b >> 32);
#endif
}

/* a * b / 2^31, rounded half up; not both are INT32_MIN. */
static inline int32_t tns_doubling_high_mul_unsaturated(int32_t a, int32_t b)
{
#if TNS_PRODUCT_OF_HALVES
    int32_t middle;
    const int32_t high = tns_high_of_halves(a, b, &middle);
    return (int32_t)(((uint32_t)high << 1) + (((uint32_t)(uint16_t)middle + (1u << 14)) >> 15));
#else
    return (int32_t)(((int64_t)a * b + ((int64_t)1 << 30)) >> 31);
#endif
}

#endif
