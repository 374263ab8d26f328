/* Tinsmith runtime: dot products of int8 vectors on the DSP extension. Only with TNS_DSP. */
#ifndef TNS_DSP_DOT_H
#define TNS_DSP_DOT_H

#include "tns_dsp.h"
#include "tns_mac.h"

#if TNS_DSP

/* Two vectors of inputs by two of weights: 16 products in 20 instructions. */
#define TNS_DOT_2X2_STEP                   \
    "ldr %[y], [%[a], %[s]]\n\t"           \
    "ldr %[x], [%[a]], #4\n\t"             \
    "ldr %[w], [%[b], %[s]]\n\t"           \
    "sxtb16 %[v], %[y]\n\t"                \
    "sxtb16 %[y], %[y], ror #8\n\t"        \
    "sxtb16 %[u], %[x]\n\t"                \
    "sxtb16 %[x], %[x], ror #8\n\t"        \
    "sxtb16 %[z], %[w]\n\t"                \
    "sxtb16 %[w], %[w], ror #8\n\t"        \
    "smlad %[s01], %[u], %[z], %[s01]\n\t" \
    "smlad %[s11], %[v], %[z], %[s11]\n\t" \
    "smlad %[s01], %[x], %[w], %[s01]\n\t" \
    "smlad %[s11], %[y], %[w], %[s11]\n\t" \
    "ldr %[w], [%[b]], #4\n\t"             \
    "sxtb16 %[z], %[w]\n\t"                \
    "sxtb16 %[w], %[w], ror #8\n\t"        \
    "smlad %[s00], %[u], %[z], %[s00]\n\t" \
    "smlad %[s10], %[v], %[z], %[s10]\n\t" \
    "smlad %[s00], %[x], %[w], %[s00]\n\t" \
    "smlad %[s10], %[y], %[w], %[s10]\n\t"

/* Repeats `step` until b reaches end. The end is in memory: all registers but one are taken. */
#define TNS_DOT_2X2_LOOP(step, end_of_b)                                                              \
    do {                                                                                              \
        uint32_t u, v, w, x, y, z;                                                                    \
        __asm volatile("1:\n\t" step "ldr %[z], %[end]\n\tcmp %[b], %[z]\n\tbne 1b"                   \
                       : [a] "+r"(a), [b] "+r"(b), [s00] "+r"(s00), [s01] "+r"(s01), [s10] "+r"(s10), \
                         [s11] "+r"(s11), [u] "=&r"(u), [v] "=&r"(v), [w] "=&r"(w), [x] "=&r"(x),     \
                         [y] "=&r"(y), [z] "=&r"(z)                                                   \
                       : [s] "r"(size), [end] "m"(end_of_b)                                           \
                       : "cc", "memory");                                                             \
    } while (0)

/* Dot products of two vectors of inputs (first index) by two of weights. */
typedef struct {
    uint32_t s00, s01, s10, s11;
} tns_sums_2x2;

/* The first of two vectors of weights, and where its last whole 16 and its last whole 4 bytes end. */
typedef struct {
    const int8_t *start, *end_of_16, *end_of_4;
} tns_weight_span;

TNS_INLINE tns_weight_span tns_weight_span_of(const int8_t *weights, int32_t size)
{
    const tns_weight_span span = {weights, weights + (size & ~15), weights + (size & ~3)};
    return span;
}

/*
 * Adds the products of a's vectors by the weights. They have `size` bytes, the second follows the first. Moves a behind
 * its first vector.
 */
TNS_INLINE tns_sums_2x2 tns_dot_2x2(tns_sums_2x2 sums, const int8_t **next, const tns_weight_span *span, int32_t size)
{
    uint32_t s00 = sums.s00;
    uint32_t s01 = sums.s01;
    uint32_t s10 = sums.s10;
    uint32_t s11 = sums.s11;
    const int8_t *a = *next;
    const int8_t *b = span->start;
    if (b != span->end_of_16) {
        TNS_DOT_2X2_LOOP(TNS_DOT_2X2_STEP TNS_DOT_2X2_STEP TNS_DOT_2X2_STEP TNS_DOT_2X2_STEP, span->end_of_16);
    }
    if (b != span->end_of_4) {
        TNS_DOT_2X2_LOOP(TNS_DOT_2X2_STEP, span->end_of_4);
    }
    for (int32_t i = size & 3; i > 0; i--) {
        s00 = tns_mac(s00, a[0], b[0]);
        s01 = tns_mac(s01, a[0], b[size]);
        s10 = tns_mac(s10, a[size], b[0]);
        s11 = tns_mac(s11, a[size], b[size]);
        a++;
        b++;
    }
    *next = a;
    const tns_sums_2x2 result = {s00, s01, s10, s11};
    return result;
}

/* Dot products of one vector of inputs by two of weights. */
typedef struct {
    uint32_t s0, s1;
} tns_sums_1x2;

/* 8 products in 13 instructions. */
#define TNS_DOT_1X2_STEP                 \
    "ldr %[x], [%[a]], #4\n\t"           \
    "ldr %[v], [%[b], %[s]]\n\t"         \
    "ldr %[w], [%[b]], #4\n\t"           \
    "sxtb16 %[u], %[x]\n\t"              \
    "sxtb16 %[x], %[x], ror #8\n\t"      \
    "sxtb16 %[z], %[w]\n\t"              \
    "sxtb16 %[w], %[w], ror #8\n\t"      \
    "smlad %[s0], %[u], %[z], %[s0]\n\t" \
    "smlad %[s0], %[x], %[w], %[s0]\n\t" \
    "sxtb16 %[z], %[v]\n\t"              \
    "sxtb16 %[v], %[v], ror #8\n\t"      \
    "smlad %[s1], %[u], %[z], %[s1]\n\t" \
    "smlad %[s1], %[x], %[v], %[s1]\n\t"

/* Repeats `step` until a reaches end. */
#define TNS_DOT_1X2_LOOP(step)                                                                               \
    do {                                                                                                     \
        uint32_t u, v, w, x, z;                                                                              \
        __asm volatile("1:\n\t" step "cmp %[a], %[end]\n\tbne 1b"                                            \
                       : [a] "+r"(a), [b] "+r"(b), [s0] "+r"(s0), [s1] "+r"(s1), [u] "=&r"(u), [v] "=&r"(v), \
                         [w] "=&r"(w), [x] "=&r"(x), [z] "=&r"(z)                                            \
                       : [s] "r"(size), [end] "r"(end)                                                       \
                       : "cc", "memory");                                                                    \
    } while (0)

/* Adds the products of a by b's vectors. They have `size` bytes, the second of b follows the first. */
TNS_INLINE tns_sums_1x2 tns_dot_1x2(tns_sums_1x2 sums, const int8_t *a, const int8_t *b, int32_t size)
{
    uint32_t s0 = sums.s0;
    uint32_t s1 = sums.s1;
    const int8_t *const start = a;
    const int8_t *end = start + (size & ~15);
    if (a != end) {
        TNS_DOT_1X2_LOOP(TNS_DOT_1X2_STEP TNS_DOT_1X2_STEP TNS_DOT_1X2_STEP TNS_DOT_1X2_STEP);
    }
    end = start + (size & ~3);
    if (a != end) {
        TNS_DOT_1X2_LOOP(TNS_DOT_1X2_STEP);
    }
    for (int32_t i = size & 3; i > 0; i--) {
        s0 = tns_mac(s0, *a, b[0]);
        s1 = tns_mac(s1, *a, b[size]);
        a++;
        b++;
    }
    const tns_sums_1x2 result = {s0, s1};
    return result;
}

#endif
#endif
