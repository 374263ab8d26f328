/* Tinsmith runtime: dot products of int8 vectors on the DSP extension. Only with TNS_DSP. */
#ifndef TNS_DSP_DOT_H
#define TNS_DSP_DOT_H

#include "tns_dsp.h"
#include "tns_mac.h"

#if TNS_DSP

/* Two vectors of inputs by two of weights: 16 products in 20 instructions. */
#define TNS_DOT_2X2_STEP              \
    "ldr %[y], [%[a], %[s]]\n\t"      \
    "ldr %[x], [%[a]], #4\n\t"        \
    "ldr %[w], [%[b], %[s]]\n\t"      \
    "sxtb16 %[v], %[y]\n\t"           \
    "sxtb16 %[y], %[y], ror #8\n\t"   \
    "sxtb16 %[u], %[x]\n\t"           \
    "sxtb16 %[x], %[x], ror #8\n\t"   \
    "sxtb16 %[z], %[w]\n\t"           \
    "sxtb16 %[w], %[w], ror #8\n\t"   \
    "smlad %[s01], %[u], %[z], %[s01]\n\t" \
    "smlad %[s11], %[v], %[z], %[s11]\n\t" \
    "smlad %[s01], %[x], %[w], %[s01]\n\t" \
    "smlad %[s11], %[y], %[w], %[s11]\n\t" \
    "ldr %[w], [%[b]], #4\n\t"        \
    "sxtb16 %[z], %[w]\n\t"           \
    "sxtb16 %[w], %[w], ror #8\n\t"   \
    "smlad %[s00], %[u], %[z], %[s00]\n\t" \
    "smlad %[s10], %[v], %[z], %[s10]\n\t" \
    "smlad %[s00], %[x], %[w], %[s00]\n\t" \
    "smlad %[s10], %[y], %[w], %[s10]\n\t"

/* Repeats `step` until a reaches end. The end is in memory: all registers but one are taken. */
#define TNS_DOT_2X2_LOOP(step)                                                                             \
    do {                                                                                                   \
        uint32_t u, v, w, x, y, z;                                                                         \
        __asm volatile("1:\n\t" step "ldr %[z], %[end]\n\tcmp %[a], %[z]\n\tbne 1b"                        \
                       : [a] "+r"(a), [b] "+r"(b), [s00] "+r"(s00), [s01] "+r"(s01), [s10] "+r"(s10),      \
                         [s11] "+r"(s11), [u] "=&r"(u), [v] "=&r"(v), [w] "=&r"(w), [x] "=&r"(x),          \
                         [y] "=&r"(y), [z] "=&r"(z)                                                        \
                       : [s] "r"(size), [end] "m"(end)                                                     \
                       : "cc");                                                                            \
    } while (0)

/* Dot products of two vectors of inputs (first index) by two of weights. */
typedef struct {
    uint32_t s00, s01, s10, s11;
} tns_sums_2x2;

/* Adds the products of a's vectors by b's. They have `size` bytes, the second follows the first. */
TNS_INLINE tns_sums_2x2 tns_dot_2x2(tns_sums_2x2 sums, const int8_t *a, const int8_t *b, int32_t size)
{
    uint32_t s00 = sums.s00;
    uint32_t s01 = sums.s01;
    uint32_t s10 = sums.s10;
    uint32_t s11 = sums.s11;
    const int8_t *const start = a;
    const int8_t *end = start + (size & ~15);
    if (a != end) {
        TNS_DOT_2X2_LOOP(TNS_DOT_2X2_STEP TNS_DOT_2X2_STEP TNS_DOT_2X2_STEP TNS_DOT_2X2_STEP);
    }
    end = start + (size & ~3);
    if (a != end) {
        TNS_DOT_2X2_LOOP(TNS_DOT_2X2_STEP);
    }
    for (int32_t i = size & 3; i > 0; i--) {
        s00 = tns_mac(s00, a[0], b[0]);
        s01 = tns_mac(s01, a[0], b[size]);
        s10 = tns_mac(s10, a[size], b[0]);
        s11 = tns_mac(s11, a[size], b[size]);
        a++;
        b++;
    }
    const tns_sums_2x2 result = {s00, s01, s10, s11};
    return result;
}

/* Dot products of one vector of inputs by two of weights. */
typedef struct {
    uint32_t s0, s1;
} tns_sums_1x2;

/* Adds the products of a by b's vectors; the second lies b_step bytes after the first. */
TNS_INLINE tns_sums_1x2 tns_dot_1x2(tns_sums_1x2 sums, const int8_t *a, const int8_t *b, int32_t b_step, int32_t size)
{
    uint32_t s0 = sums.s0;
    uint32_t s1 = sums.s1;
    const int8_t *const end = a + (size & ~3);
#pragma GCC unroll 4
    while (a != end) {
        const uint32_t x = tns_load4(a);
        const uint32_t w0 = tns_load4(b);
        const uint32_t w1 = tns_load4(b + b_step);
        const uint32_t even = tns_even_bytes(x);
        const uint32_t odd = tns_odd_bytes(x);
        s0 = tns_dot_lanes(s0, even, tns_even_bytes(w0));
        s0 = tns_dot_lanes(s0, odd, tns_odd_bytes(w0));
        s1 = tns_dot_lanes(s1, even, tns_even_bytes(w1));
        s1 = tns_dot_lanes(s1, odd, tns_odd_bytes(w1));
        a += 4;
        b += 4;
    }
    for (int32_t i = size & 3; i > 0; i--) {
        s0 = tns_mac(s0, *a, *b);
        s1 = tns_mac(s1, *a, b[b_step]);
        a++;
        b++;
    }
    const tns_sums_1x2 result = {s0, s1};
    return result;
}

#endif
#endif
