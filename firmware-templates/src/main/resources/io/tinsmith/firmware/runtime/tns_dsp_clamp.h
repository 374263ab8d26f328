/*
 * Tinsmith runtime: saturation, and the activation of outputs that stand in memory, on the DSP extension. Only with
 * TNS_DSP.
 */
#ifndef TNS_DSP_CLAMP_H
#define TNS_DSP_CLAMP_H

#include "tns_dsp.h"

#if TNS_DSP

/* x saturated. */
TNS_INLINE int32_t tns_dsp_to_int8(int32_t x)
{
    __asm("ssat %0, #8, %0" : "+r"(x));
    return x;
}

/* Clamps data[size] to [low, high], a part of int8. */
static __attribute__((noinline, unused)) void tns_dsp_clamp(int8_t *data, int32_t size, int32_t low, int32_t high)
{
    const uint32_t lows = (uint32_t)(uint8_t)low * 0x01010101u;
    const uint32_t highs = (uint32_t)(uint8_t)high * 0x01010101u;
    for (; size >= 4; size -= 4) {
        uint32_t word = tns_load4(data);
        uint32_t flags;
        /* The flags of each byte say which of two to select. */
        __asm("ssub8 %[t], %[x], %[low]\n\t"
              "sel %[x], %[x], %[low]\n\t"
              "ssub8 %[t], %[high], %[x]\n\t"
              "sel %[x], %[x], %[high]"
              : [x] "+r"(word), [t] "=&r"(flags)
              : [low] "r"(lows), [high] "r"(highs)
              : "cc");
        memcpy(data, &word, sizeof word);
        data += 4;
    }
    for (; size > 0; size--) {
        *data = (int8_t)tns_clamp(*data, low, high);
        data++;
    }
}

#endif
#endif
