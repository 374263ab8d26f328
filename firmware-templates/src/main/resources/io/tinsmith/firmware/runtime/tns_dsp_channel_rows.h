/*
 * Tinsmith runtime: one row of one channel at a time of a 3x3 depthwise convolution, on the DSP extension. Only with
 * TNS_DSP.
 */
#ifndef TNS_DSP_CHANNEL_ROWS_H
#define TNS_DSP_CHANNEL_ROWS_H

#include "tns_dsp_channel.h"

#if TNS_DSP

/* Of channels whose rows go one by one. */
#define TNS_DSP_CHANNEL_BEGIN  \
    TNS_DSP_AWAY_BEGIN         \
    "0:\n\t"                   \
    "ldr r0, [%[c], #76]\n\t"  \
    "ldr lr, [%[c], #72]\n\t"  \
    "ldr r11, [%[c], #36]\n\t" \
    "ldm r0, {r0-r5}\n"

/* What is left of a row whose pairs are done, and the next row, with the output in r11. */
#define TNS_DSP_CHANNEL_NEXT_ROW              \
    "ldr r6, [%[c], #44]\n\t"                 \
    "cbnz r6, 4f\n"                           \
    "3:\n\t"                                  \
    "ldr r6, [%[c], #52]\n\t"                 \
    "ldr r7, [%[c], #56]\n\t"                 \
    "ldr r8, [%[c], #48]\n\t"                 \
    "add lr, lr, r6\n\t"                      \
    "add r11, r11, r7\n\t"                    \
    "teq lr, r8\n\t"                          \
    "bne 1b\n\t"                              \
    "str r11, [%[c], #36]\n\t"                \
    TNS_DSP_CHANNEL_NEXT                      \
    "4:\n\t"                                  \
    "ldr r9, [%[c], #16]\n\t"                 \
    "ldr r6, [lr]\n\t"                        \
    "ldr r7, [lr, #4]\n\t"                    \
    TNS_DSP_ONE("r9", "r6", "r7", "r0", "r1") \
    TNS_DSP_LOAD_2("%[one]")                  \
    TNS_DSP_ONE("r9", "r6", "r7", "r2", "r3") \
    TNS_DSP_LOAD_2("%[two]")                  \
    TNS_DSP_ONE("r9", "r6", "r7", "r4", "r5") \
    "ldr r6, [%[c], #24]\n\t"                 \
    "ldr r7, [%[c], #28]\n\t"                 \
    "ldr r8, [%[c], #12]\n\t"                 \
    TNS_DSP_SCALE_LAST("r10", "r9")           \
    "asr r10, r10, r8\n\t"                    \
    "ssat r10, #8, r10\n\t"                   \
    "strb r10, [r11]\n\t"                     \
    "b 3b\n"

/* A row at a time, at least two outputs of each with stride 1. */
TNS_INLINE tns_dsp_channel *tns_dsp_channel_pairs(tns_dsp_channel *channel, const int32_t pitch)
{
    register tns_dsp_channel *c __asm("r12") = channel;
    __asm volatile(TNS_DSP_CHANNEL_BEGIN
                   "1:\n\t"
                   "ldr r6, [%[c], #40]\n\t"
                   "add r6, r6, lr\n\t"
                   "str r6, [%[c], #8]\n"
                   "2:\n\t"
                   "ldr r9, [%[c], #16]\n\t"
                   "ldr r6, [lr], #4\n\t"
                   "ldr r7, [lr]\n\t" /* clang-format off */
                   TNS_DSP_PAIR_BEGIN("r8", "r9", "r9", "r0", "r1")
                   TNS_DSP_LOAD_2("%[one_4]")
                   TNS_DSP_PAIR("r8", "r9", "r2", "r3")
                   TNS_DSP_LOAD_2("%[two_4]")
                   TNS_DSP_PAIR("r8", "r9", "r4", "r5") /* clang-format on */
                   "ldr r6, [%[c], #24]\n\t"
                   "ldr r7, [%[c], #28]\n\t"
                   "ldr r10, [%[c], #12]\n\t" /* clang-format off */
                   TNS_DSP_SCALE_IF
                   TNS_DSP_CHANNEL_SCALE("r8")
                   TNS_DSP_CHANNEL_SCALE("r9") /* clang-format on */
                   "7:\n\t"
                   "asr r8, r8, r10\n\t"
                   "asr r9, r9, r10\n\t"
                   "ssat r8, #8, r8\n\t"
                   "ssat r9, #8, r9\n\t"
                   "strb r8, [r11]\n\t"
                   "ldr r6, [%[c], #4]\n\t"
                   "ldr r7, [%[c], #8]\n\t"
                   "strb r9, [r11, r6]\n\t"
                   "add r11, r11, r6, lsl #1\n\t"
                   "teq lr, r7\n\t"
                   "bne 2b\n\t" TNS_DSP_CHANNEL_NEXT_ROW
                   TNS_DSP_OTHER(TNS_DSP_AWAY("r8") TNS_DSP_AWAY("r9"))
                   "9:"
                   : [c] "+r"(c)
                   : [size] "i"(TNS_DSP_CHANNEL_SIZE), [one_4] "i"(pitch - 4), [one] "i"(pitch), [one4] "i"(pitch + 4),
                     [two_4] "i"(2 * pitch - 4), [two] "i"(2 * pitch), [two4] "i"(2 * pitch + 4)
                   : TNS_DSP_CHANNEL_CLOBBERS);
    return c;
}

/* The same with stride 2, or one output a row. */
TNS_INLINE tns_dsp_channel *tns_dsp_channel_twos(tns_dsp_channel *channel, const int32_t pitch)
{
    register tns_dsp_channel *c __asm("r12") = channel;
    __asm volatile(TNS_DSP_CHANNEL_BEGIN
                   "1:\n\t"
                   "ldr r6, [%[c], #40]\n\t"
                   "teq r6, #0\n\t"
                   "beq 4f\n\t"
                   "add r6, r6, lr\n\t"
                   "str r6, [%[c], #8]\n"
                   "2:\n\t"
                   "ldr r10, [%[c], #16]\n\t"
                   "ldr r6, [lr], #8\n\t"
                   "ldr r7, [lr, #-4]\n\t"
                   "ldr r8, [lr]\n\t" /* clang-format off */
                   TNS_DSP_TWO("r10", "r0", "r1")
                   TNS_DSP_LOAD_3("%[one_8]", "%[one_4]", "%[one]")
                   TNS_DSP_TWO("r9", "r2", "r3")
                   TNS_DSP_LOAD_3("%[two_8]", "%[two_4]", "%[two]")
                   TNS_DSP_TWO("r9", "r4", "r5") /* clang-format on */
                   "ldr r6, [%[c], #24]\n\t"
                   "ldr r7, [%[c], #28]\n\t"
                   "ldr r8, [%[c], #12]\n\t" /* clang-format off */
                   TNS_DSP_SCALE_IF
                   TNS_DSP_CHANNEL_SCALE("r9")
                   TNS_DSP_CHANNEL_SCALE("r10") /* clang-format on */
                   "7:\n\t"
                   "asr r9, r9, r8\n\t"
                   "asr r10, r10, r8\n\t"
                   "ssat r9, #8, r9\n\t"
                   "ssat r10, #8, r10\n\t"
                   "strb r9, [r11]\n\t"
                   "ldr r6, [%[c], #4]\n\t"
                   "ldr r7, [%[c], #8]\n\t"
                   "strb r10, [r11, r6]\n\t"
                   "add r11, r11, r6, lsl #1\n\t"
                   "teq lr, r7\n\t"
                   "bne 2b\n\t" TNS_DSP_CHANNEL_NEXT_ROW
                   TNS_DSP_OTHER(TNS_DSP_AWAY("r9") TNS_DSP_AWAY("r10"))
                   "9:"
                   : [c] "+r"(c)
                   : [size] "i"(TNS_DSP_CHANNEL_SIZE), [one_8] "i"(pitch - 8), [one_4] "i"(pitch - 4), [one] "i"(pitch),
                     [one4] "i"(pitch + 4), [two_8] "i"(2 * pitch - 8), [two_4] "i"(2 * pitch - 4), [two] "i"(2 * pitch),
                     [two4] "i"(2 * pitch + 4)
                   : TNS_DSP_CHANNEL_CLOBBERS);
    return c;
}

#endif
#endif
