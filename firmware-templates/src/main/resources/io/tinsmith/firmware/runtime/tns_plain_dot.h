/*
 * Tinsmith runtime: dot products for cores with neither the DSP nor the vector extension, several at once so that each
 * byte loaded serves several of them.
 */
#ifndef TNS_PLAIN_DOT_H
#define TNS_PLAIN_DOT_H

#include "tns_mac.h"
#include "tns_plain.h"

/* Sums of two channels for two columns: [column][channel]. */
typedef struct {
    uint32_t s00, s01, s10, s11;
} tns_plain_2x2;

#if TNS_PLAIN_THUMB2

#define TNS_PLAIN_MAC_2x2(address)                                                                                  \
    "ldrsb %[a], [%[w0]" address "\n\tldrsb %[b], [%[w1]" address "\n\tldrsb %[x], [%[x0]" address "\n\t"           \
    "mla %[s00], %[a], %[x], %[s00]\n\tmla %[s01], %[b], %[x], %[s01]\n\tldrsb %[x], [%[x1]" address "\n\t"        \
    "mla %[s10], %[a], %[x], %[s10]\n\tmla %[s11], %[b], %[x], %[s11]\n\t"

/* Adds the products of two rows of weights, taps bytes each, by two columns, likewise. */
TNS_PLAIN_INLINE void tns_plain_dot_2x2(tns_plain_2x2 *sums, const int8_t *weights, const int8_t *columns,
                                        int32_t taps)
{
    uint32_t s00 = sums->s00;
    uint32_t s01 = sums->s01;
    uint32_t s10 = sums->s10;
    uint32_t s11 = sums->s11;
    const int8_t *w0 = weights;
    const int8_t *w1 = weights + taps;
    const int8_t *x0 = columns;
    const int8_t *x1 = columns + taps;
    int32_t a;
    int32_t b;
    int32_t x;
    __asm volatile("subs %[n], #4\n\tblt 2f\n"
                   "1:\t" TNS_PLAIN_MAC_2x2(", #1]") TNS_PLAIN_MAC_2x2(", #2]") TNS_PLAIN_MAC_2x2(", #3]")
                       TNS_PLAIN_MAC_2x2("], #4") "subs %[n], #4\n\tbge 1b\n"
                   "2:\tadds %[n], #4\n\tbeq 4f\n"
                   "3:\t" TNS_PLAIN_MAC_2x2("], #1") "subs %[n], #1\n\tbne 3b\n"
                   "4:"
                   : [s00] "+r"(s00), [s01] "+r"(s01), [s10] "+r"(s10), [s11] "+r"(s11), [w0] "+r"(w0),
                     [w1] "+r"(w1), [x0] "+r"(x0), [x1] "+r"(x1), [n] "+r"(taps), [a] "=&r"(a), [b] "=&r"(b),
                     [x] "=&r"(x)
                   :
                   : "cc", "memory");
    sums->s00 = s00;
    sums->s01 = s01;
    sums->s10 = s10;
    sums->s11 = s11;
}

#define TNS_PLAIN_MAC_4(address)                                                                                    \
    "ldrsb %[x], [%[p]" address "\n\tldrsb %[w], [%[w0]" address "\n\tmla %[s0], %[w], %[x], %[s0]\n\t"             \
    "ldrsb %[w], [%[w1]" address "\n\tmla %[s1], %[w], %[x], %[s1]\n\t"                                             \
    "ldrsb %[w], [%[w2]" address "\n\tmla %[s2], %[w], %[x], %[s2]\n\t"                                             \
    "ldrsb %[w], [%[w3]" address "\n\tmla %[s3], %[w], %[x], %[s3]\n\t"

/* Adds the products of four rows of weights, taps bytes each, by one column. */
static TNS_PLAIN_OWN_REGISTERS void tns_plain_dot_4(uint32_t *sums, const int8_t *weights, const int8_t *column,
                                                    int32_t taps)
{
    uint32_t s0 = sums[0];
    uint32_t s1 = sums[1];
    uint32_t s2 = sums[2];
    uint32_t s3 = sums[3];
    const int8_t *w0 = weights;
    const int8_t *w1 = w0 + taps;
    const int8_t *w2 = w1 + taps;
    const int8_t *w3 = w2 + taps;
    int32_t w;
    int32_t x;
    __asm volatile("subs %[n], #4\n\tblt 2f\n"
                   "1:\t" TNS_PLAIN_MAC_4(", #1]") TNS_PLAIN_MAC_4(", #2]") TNS_PLAIN_MAC_4(", #3]")
                       TNS_PLAIN_MAC_4("], #4") "subs %[n], #4\n\tbge 1b\n"
                   "2:\tadds %[n], #4\n\tbeq 4f\n"
                   "3:\t" TNS_PLAIN_MAC_4("], #1") "subs %[n], #1\n\tbne 3b\n"
                   "4:"
                   : [s0] "+r"(s0), [s1] "+r"(s1), [s2] "+r"(s2), [s3] "+r"(s3), [w0] "+r"(w0), [w1] "+r"(w1),
                     [w2] "+r"(w2), [w3] "+r"(w3), [p] "+r"(column), [n] "+r"(taps), [w] "=&r"(w), [x] "=&r"(x)
                   :
                   : "cc", "memory");
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
}

#else

TNS_PLAIN_INLINE void tns_plain_dot_2x2(tns_plain_2x2 *sums, const int8_t *weights, const int8_t *columns,
                                        int32_t taps)
{
    for (int32_t i = 0; i < taps; i++) {
        const int32_t a = weights[i];
        const int32_t b = weights[taps + i];
        const int32_t x = columns[i];
        const int32_t y = columns[taps + i];
        sums->s00 = tns_mac(sums->s00, a, x);
        sums->s01 = tns_mac(sums->s01, b, x);
        sums->s10 = tns_mac(sums->s10, a, y);
        sums->s11 = tns_mac(sums->s11, b, y);
    }
}

#if TNS_PLAIN_THUMB1

#define TNS_PLAIN_MAC_4                                                                                             \
    "ldrsb r0, [r2, r3]\n\tldrsb r7, [r1, r3]\n\tmuls r7, r0\n\tadd r8, r7\n\t"                                     \
    "ldrsb r7, [r4, r3]\n\tmuls r7, r0\n\tadd r9, r7\n\tldrsb r7, [r5, r3]\n\tmuls r7, r0\n\tadd r12, r7\n\t"       \
    "ldrsb r7, [r6, r3]\n\tmuls r7, r0\n\tadd lr, r7\n\tadds r3, #1\n\t"

/* Naked, as it takes all low registers; sums stay in high ones, and one index, from -taps to 0, serves all pointers. */
static __attribute__((naked, noinline, unused)) void
tns_plain_dot_4(uint32_t *sums __attribute__((unused)), const int8_t *weights __attribute__((unused)),
                const int8_t *column __attribute__((unused)), int32_t taps __attribute__((unused)))
{
    __asm volatile(".syntax unified\n\t"
                   "push {r4-r7, lr}\n\tmov r4, r8\n\tmov r5, r9\n\tpush {r0, r4, r5}\n\t"
                   "ldmia r0!, {r4-r7}\n\tmov r8, r4\n\tmov r9, r5\n\tmov r12, r6\n\tmov lr, r7\n\t"
                   "adds r2, r2, r3\n\tadds r1, r1, r3\n\tadds r4, r1, r3\n\tadds r5, r4, r3\n\tadds r6, r5, r3\n\t"
                   "rsbs r3, r3, #0\n\tlsls r0, r3, #30\n\tbeq 2f\n"
                   "1:\t" TNS_PLAIN_MAC_4 "lsls r0, r3, #30\n\tbne 1b\n\tcmp r3, #0\n\tbeq 3f\n"
                   "2:\t" TNS_PLAIN_MAC_4 TNS_PLAIN_MAC_4 TNS_PLAIN_MAC_4 TNS_PLAIN_MAC_4 "bne 2b\n"
                   "3:\tpop {r0, r4, r5}\n\tmov r1, r8\n\tmov r2, r9\n\tmov r3, r12\n\tmov r6, lr\n\t"
                   "stmia r0!, {r1, r2, r3, r6}\n\tmov r8, r4\n\tmov r9, r5\n\tpop {r4-r7, pc}");
}

#else

static inline void tns_plain_dot_4(uint32_t *sums, const int8_t *weights, const int8_t *column, int32_t taps)
{
    for (int32_t i = 0; i < 4; i++) {
        sums[i] = tns_dot(sums[i], weights, column, taps);
        weights += taps;
    }
}

#endif
#endif
#endif
