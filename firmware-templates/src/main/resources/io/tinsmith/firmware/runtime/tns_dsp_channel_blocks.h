/*
 * Tinsmith runtime: two rows of one channel at a time of a 3x3 depthwise convolution with stride 1, on the DSP extension.
 * Only with TNS_DSP.
 */
#ifndef TNS_DSP_CHANNEL_BLOCKS_H
#define TNS_DSP_CHANNEL_BLOCKS_H

#include "tns_dsp_channel.h"

#if TNS_DSP

/* Two rows of outputs at a time, two outputs of each, or one at the end of rows: from four rows of the plane. */
TNS_INLINE tns_dsp_channel *tns_dsp_channel_blocks(tns_dsp_channel *channel, const int32_t pitch)
{
    register tns_dsp_channel *c __asm("r12") = channel;
    __asm volatile(TNS_DSP_AWAY_BEGIN
                   "0:\n\t"
                   "ldr lr, [%[c], #32]\n\t"
                   "ldr r6, [%[c], #40]\n\t"
                   "add r0, %[c], #80\n\t"
                   "ldm r0, {r0-r5}\n\t"
                   "add r6, r6, lr\n\t"
                   "str r6, [%[c], #8]\n"
                   "2:\n\t"
                   "ldr r11, [%[c], #16]\n\t"
                   "ldr r6, [lr], #4\n\t"
                   "ldr r7, [lr]\n\t" /* clang-format off */
                   TNS_DSP_PAIR_BEGIN("r8", "r9", "r11", "r0", "r1")
                   TNS_DSP_LOAD_2("%[one_4]")
                   TNS_DSP_PAIR_BEGIN("r10", "r11", "r11", "r0", "r1")
                   TNS_DSP_PAIR("r8", "r9", "r2", "r3")
                   TNS_DSP_LOAD_2("%[two_4]")
                   TNS_DSP_PAIR("r8", "r9", "r4", "r5")
                   TNS_DSP_PAIR("r10", "r11", "r2", "r3")
                   TNS_DSP_LOAD_2("%[three_4]")
                   TNS_DSP_PAIR("r10", "r11", "r4", "r5") /* clang-format on */
                   "ldrd r6, r7, [%[c], #24]\n\t" /* clang-format off */
                   TNS_DSP_SCALE_IF
                   TNS_DSP_CHANNEL_SCALE("r8")
                   TNS_DSP_CHANNEL_SCALE("r9")
                   TNS_DSP_CHANNEL_SCALE("r10")
                   TNS_DSP_CHANNEL_SCALE("r11") /* clang-format on */
                   "7:\n\t"
                   "ldr r6, [%[c], #36]\n\t"
                   "ldr r7, [%[c], #12]\n\t"
                   "asr r8, r8, r7\n\t"
                   "asr r9, r9, r7\n\t"
                   "asr r10, r10, r7\n\t"
                   "asr r11, r11, r7\n\t"
                   "ssat r8, #8, r8\n\t"
                   "ssat r9, #8, r9\n\t"
                   "ssat r10, #8, r10\n\t"
                   "ssat r11, #8, r11\n\t"
                   "strb r8, [r6]\n\t"
                   "ldr r7, [%[c], #4]\n\t"
                   "ldr r8, [%[c], #20]\n\t"
                   "strb r9, [r6, r7]\n\t"
                   "strb r10, [r6, r8]\n\t"
                   "ldr r9, [%[c], #8]\n\t"
                   "add r6, r6, r7\n\t"
                   "strb r11, [r6, r8]\n\t"
                   "add r6, r6, r7\n\t"
                   "str r6, [%[c], #36]\n\t"
                   "teq lr, r9\n\t"
                   "bne 2b\n\t"
                   "ldr r7, [%[c], #44]\n\t"
                   "cbnz r7, 4f\n"
                   "3:\n\t"
                   "ldr r7, [%[c], #60]\n\t"
                   "ldr r8, [%[c], #64]\n\t"
                   "ldr r9, [%[c], #72]\n\t"
                   "add r10, lr, %[two]\n\t"
                   "str r10, [%[c], #8]\n\t"
                   "add lr, lr, r7\n\t"
                   "add r6, r6, r8\n\t"
                   "str r6, [%[c], #36]\n\t"
                   "teq lr, r9\n\t"
                   "bne 2b\n\t" TNS_DSP_CHANNEL_NEXT
                   "4:\n\t"
                   "ldr r10, [%[c], #16]\n\t"
                   "ldr r6, [lr]\n\t"
                   "ldr r7, [lr, #4]\n\t"
                   "ldr r9, [lr, %[one]]\n\t"
                   "ldr r11, [lr, %[one4]]\n\t"
                   "mov r8, r10\n\t" /* clang-format off */
                   TNS_DSP_ONE("r8", "r6", "r7", "r0", "r1")
                   TNS_DSP_ONE("r8", "r9", "r11", "r2", "r3")
                   TNS_DSP_ONE("r10", "r9", "r11", "r0", "r1") /* clang-format on */
                   "ldr r6, [lr, %[two]]\n\t"
                   "ldr r7, [lr, %[two4]]\n\t"
                   "ldr r9, [lr, %[three]]\n\t"
                   "ldr r11, [lr, %[three4]]\n\t" /* clang-format off */
                   TNS_DSP_ONE("r8", "r6", "r7", "r4", "r5")
                   TNS_DSP_ONE("r10", "r6", "r7", "r2", "r3")
                   TNS_DSP_ONE("r10", "r9", "r11", "r4", "r5") /* clang-format on */
                   "ldr r6, [%[c], #24]\n\t"
                   "ldr r7, [%[c], #28]\n\t"
                   TNS_DSP_SCALE_LAST("r9", "r8") TNS_DSP_SCALE_LAST("r11", "r10")
                   "ldr r6, [%[c], #36]\n\t"
                   "ldr r7, [%[c], #12]\n\t"
                   "ldr r8, [%[c], #20]\n\t"
                   "asr r9, r9, r7\n\t"
                   "asr r11, r11, r7\n\t"
                   "ssat r9, #8, r9\n\t"
                   "ssat r11, #8, r11\n\t"
                   "strb r9, [r6]\n\t"
                   "strb r11, [r6, r8]\n\t"
                   "b 3b\n"
                   TNS_DSP_OTHER(TNS_DSP_AWAY("r8") TNS_DSP_AWAY("r9") TNS_DSP_AWAY("r10") TNS_DSP_AWAY("r11"))
                   "9:"
                   : [c] "+r"(c)
                   : [size] "i"(TNS_DSP_CHANNEL_SIZE), [one_4] "i"(pitch - 4), [one] "i"(pitch), [one4] "i"(pitch + 4),
                     [two_4] "i"(2 * pitch - 4), [two] "i"(2 * pitch), [two4] "i"(2 * pitch + 4),
                     [three_4] "i"(3 * pitch - 4), [three] "i"(3 * pitch), [three4] "i"(3 * pitch + 4)
                   : TNS_DSP_CHANNEL_CLOBBERS);
    return c;
}

#endif
#endif
