/*
 * Tinsmith runtime: multiply-accumulate helpers in portable C.
 *
 * Accumulators are uint32_t: they wrap as the hardware's do, where int32_t would be undefined.
 */
#ifndef TNS_MAC_H
#define TNS_MAC_H

#include <stdint.h>

/* accumulator + a * b. */
static inline uint32_t tns_mac(uint32_t accumulator, int32_t a, int32_t b)
{
    return accumulator + (uint32_t)(a * b);
}

/* accumulator + the dot product of a[size] and b[size]. */
static inline uint32_t tns_dot(uint32_t accumulator, const int8_t *a, const int8_t *b, int32_t size)
{
    for (int32_t i = 0; i < size; i++) {
        accumulator = tns_mac(accumulator, a[i], b[i]);
    }
    return accumulator;
}

/* accumulator + value * the sum of a[size]: taps that lie on padding. */
static inline uint32_t tns_dot_constant(uint32_t accumulator, const int8_t *a, int32_t value, int32_t size)
{
    for (int32_t i = 0; i < size; i++) {
        accumulator = tns_mac(accumulator, a[i], value);
    }
    return accumulator;
}

#endif
