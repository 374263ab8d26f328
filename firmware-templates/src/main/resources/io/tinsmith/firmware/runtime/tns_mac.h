/*
 * Tinsmith runtime: multiply-accumulate helpers.
 *
 * Accumulators are uint32_t: they wrap as the hardware's do, where int32_t would be undefined.
 */
#ifndef TNS_MAC_H
#define TNS_MAC_H

#include <stdint.h>

#include "tns_dsp.h"
#include "tns_mve_dot.h"

/* accumulator + a * b. */
static inline uint32_t tns_mac(uint32_t accumulator, int32_t a, int32_t b)
{
    return accumulator + (uint32_t)(a * b);
}

/* accumulator + the dot product of a[size] and b[size]. */
static inline uint32_t tns_dot(uint32_t accumulator, const int8_t *a, const int8_t *b, int32_t size)
{
#if TNS_MVE
    return tns_mve_dot(accumulator, a, b, size);
#else
#if TNS_DSP
    for (; size >= 4; size -= 4) {
        const uint32_t x = tns_load4(a);
        const uint32_t y = tns_load4(b);
        accumulator = tns_dot_lanes(accumulator, tns_even_bytes(x), tns_even_bytes(y));
        accumulator = tns_dot_lanes(accumulator, tns_odd_bytes(x), tns_odd_bytes(y));
        a += 4;
        b += 4;
    }
#endif
    for (; size > 0; size--) {
        accumulator = tns_mac(accumulator, *a++, *b++);
    }
    return accumulator;
#endif
}

/* accumulator + value * the sum of a[size]: taps that lie on padding. */
static inline uint32_t tns_dot_constant(uint32_t accumulator, const int8_t *a, int32_t value, int32_t size)
{
    for (; size > 0; size--) {
        accumulator = tns_mac(accumulator, *a++, value);
    }
    return accumulator;
}

#endif
