/* Tinsmith runtime: taps of four neighbouring depthwise channels on the DSP extension. Only with TNS_DSP. */
#ifndef TNS_DSP_TAPS_H
#define TNS_DSP_TAPS_H

#include "tns_dsp.h"

#if TNS_DSP

/* Four accumulators. */
typedef struct {
    uint32_t s0, s1, s2, s3;
} tns_dsp_sums;

/* Channels 0 and 2 are in the even lanes, 1 and 3 in the odd ones. */
#define TNS_DSP_TAP                       \
    "smlabb %[s0], %[e], %[f], %[s0]\n\t" \
    "smlatt %[s2], %[e], %[f], %[s2]\n\t" \
    "smlabb %[s1], %[x], %[w], %[s1]\n\t" \
    "smlatt %[s3], %[x], %[w], %[s3]\n\t"

/* Adds `count` taps, one each `step` bytes of the inputs and each `channels` bytes of the weights. */
TNS_INLINE tns_dsp_sums tns_dsp_taps(tns_dsp_sums sums, const int8_t *inputs, int32_t step, const int8_t *weights,
                                     int32_t channels, int32_t count)
{
    uint32_t e, f, x, w;
    if (count > 0) {
        __asm volatile("1:\n\t"
                       "ldr %[x], [%[a]]\n\t"
                       "ldr %[w], [%[b]]\n\t"
                       "add %[a], %[a], %[step]\n\t"
                       "add %[b], %[b], %[channels]\n\t"
                       "sxtb16 %[e], %[x]\n\t"
                       "sxtb16 %[f], %[w]\n\t"
                       "sxtb16 %[x], %[x], ror #8\n\t"
                       "sxtb16 %[w], %[w], ror #8\n\t" TNS_DSP_TAP
                       "subs %[n], %[n], #1\n\t"
                       "bne 1b"
                       : [s0] "+r"(sums.s0), [s1] "+r"(sums.s1), [s2] "+r"(sums.s2), [s3] "+r"(sums.s3),
                         [a] "+r"(inputs), [b] "+r"(weights), [n] "+r"(count), [e] "=&r"(e), [f] "=&r"(f),
                         [x] "=&r"(x), [w] "=&r"(w)
                       : [step] "r"(step), [channels] "r"(channels)
                       : "cc", "memory");
    }
    return sums;
}

#endif
#endif
