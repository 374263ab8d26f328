/*
 * Tinsmith runtime: dot products with the vector extension: sixteen products and their sum are one VMLADAVA.
 *
 * Four weight vectors by one column: the column is loaded once for four channels. The loop is tail-predicated, so
 * nothing beyond the operands is read.
 */
#ifndef TNS_MVE_DOT_H
#define TNS_MVE_DOT_H

#include "tns_mve_scale.h"

#if TNS_MVE

/* Where the weights of four channels begin. */
typedef struct {
    const int8_t *w0, *w1, *w2, *w3;
} tns_mve_weights;

/* Of channels o to o + 3 of `channels`; the last one stands in for those beyond it. */
TNS_MVE_INLINE tns_mve_weights tns_mve_weights_of(const int8_t *weights, int32_t taps, int32_t o, int32_t channels)
{
    tns_mve_weights w;
    w.w0 = weights + o * taps;
    w.w1 = o + 1 < channels ? w.w0 + taps : w.w0;
    w.w2 = o + 2 < channels ? w.w1 + taps : w.w1;
    w.w3 = o + 3 < channels ? w.w2 + taps : w.w2;
    return w;
}

/* The dot products of four weight vectors with column[taps]. */
TNS_MVE_INLINE int32x4_t tns_mve_dot_4(const tns_mve_weights *w, const int8_t *column, int32_t taps)
{
    const int8_t *w0 = w->w0, *w1 = w->w1, *w2 = w->w2, *w3 = w->w3;
    int32_t s0, s1, s2, s3;
    __asm volatile("mov %[s0], #0\n\t"
                   "mov %[s1], #0\n\t"
                   "mov %[s2], #0\n\t"
                   "mov %[s3], #0\n\t"
                   "wlstp.8 lr, %[taps], 2f\n"
                   "1:\n\t"
                   "vldrb.8 q0, [%[x]], #16\n\t"
                   "vldrb.8 q1, [%[w0]], #16\n\t"
                   "vmladava.s8 %[s0], q0, q1\n\t"
                   "vldrb.8 q2, [%[w1]], #16\n\t"
                   "vmladava.s8 %[s1], q0, q2\n\t"
                   "vldrb.8 q1, [%[w2]], #16\n\t"
                   "vmladava.s8 %[s2], q0, q1\n\t"
                   "vldrb.8 q2, [%[w3]], #16\n\t"
                   "vmladava.s8 %[s3], q0, q2\n\t"
                   "letp lr, 1b\n"
                   "2:"
                   : [s0] "=&Te"(s0), [s1] "=&Te"(s1), [s2] "=&Te"(s2), [s3] "=&Te"(s3), [x] "+&r"(column),
                     [w0] "+&r"(w0), [w1] "+&r"(w1), [w2] "+&r"(w2), [w3] "+&r"(w3)
                   : [taps] "r"(taps)
                   : "q0", "q1", "q2", "lr", "cc", "memory");
    return tns_mve_lanes(s0, s1, s2, s3);
}

/* The dot product of a[size] and b[size]. */
TNS_MVE_INLINE uint32_t tns_mve_dot(uint32_t sum, const int8_t *a, const int8_t *b, int32_t size)
{
    int32_t s = (int32_t)sum;
    for (; size > 0; size -= 16) {
        const mve_pred16_t p = vctp8q((uint32_t)size);
        s = vmladavaq_s8(s, vldrbq_z_s8(a, p), vldrbq_z_s8(b, p));
        a += 16;
        b += 16;
    }
    return (uint32_t)s;
}

#endif
#endif
