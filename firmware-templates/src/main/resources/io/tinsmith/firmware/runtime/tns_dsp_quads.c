/* Four channels at a time of one pixel. */
#include "tns_dsp_quads.h"

#include "tns_dsp_vector.h"

#if TNS_DSP

/* Offsets in the frame, behind those of tns_dsp_vector.h. */
#define SUMS "40"
#define GAP "44"
#define JOB "48"
#define SLOW_IN_JOB "48"

#define FOUR(rotation, lanes)                            \
    "sxtb16 r12, r8" rotation "\n\t"                     \
    "sxtb16 lr, r9" rotation "\n\t"                      \
    "smlad r4, " lanes ", r12, r4\n\t"                   \
    "smlad r5, " lanes ", lr, r5\n\t"                    \
    "sxtb16 r12, r10" rotation "\n\t"                    \
    "sxtb16 lr, r11" rotation "\n\t"                     \
    "smlad r6, " lanes ", r12, r6\n\t"                   \
    "smlad r7, " lanes ", lr, r7\n\t"

/* 16 products in 18 instructions of four bytes. */
#define QUAD                                             \
    "ldm.w r2!, {r8-r11}\n\t"                            \
    "ldrd r0, r3, [r1], #8\n\t"                          \
    FOUR("", "r0")                                       \
    FOUR(", ror #8", "r3")

/* r4-r7 accumulators, r1 column, r2 weights, r8-r11 four taps of each channel. */
TNS_DSP_ASSEMBLY int32_t tns_dsp_quads_of_1(__attribute__((unused)) tns_dsp_quad_job *job)
{
    __asm volatile(
        "push {r0, r4-r11, lr}\n\t"
        "ldm r0, {r1-r12}\n\t"
        "adr.w lr, 1f\n\t"
        "mov.w r0, #72\n\t"
        "mla r9, r9, r0, lr\n\t"
        "orr r9, r9, #1\n\t"
        "sub sp, sp, #" JOB "\n\t"
        "stm sp, {r1-r12}\n\t"
        "mov r2, r8\n\t"
        "2:\n\t"
        TNS_DSP_VECTOR_BEGIN
        "1:\n\t" QUAD QUAD QUAD QUAD QUAD QUAD QUAD QUAD
        TNS_DSP_VECTOR_LOOP
        "ldr r1, [sp, #" SUMS "]\n\t"
        "ldr r0, [sp, #" GAP "]\n\t"
        "add r2, r2, r0\n\t"
        "cmp r1, #0\n\t"
        "bne.w 3f\n\t"
        "ldr r0, [sp, #" TNS_DSP_VECTOR_MULTIPLIER "]\n\t"
        "ldm r0!, {r8-r11}\n\t"
        "ldr r1, [sp, #" TNS_DSP_VECTOR_SHIFT "]\n\t"
        "ldr r12, [r1], #4\n\t"
        "and r3, r8, r9\n\t"
        "and lr, r10, r11\n\t"
        "and r3, r3, lr\n\t"
        "mvn r12, r12\n\t"
        "tst r3, #0x40000000\n\t" /* all at least 2^30 */
        "beq 5f\n\t"
        "tst r12, #0x80808080\n\t" /* all shifts to the right */
        "bne 5f\n\t"
        "str r0, [sp, #" TNS_DSP_VECTOR_MULTIPLIER "]\n\t"
        "str r1, [sp, #" TNS_DSP_VECTOR_SHIFT "]\n\t"
        "ldrd r0, r1, [sp]\n\t"
        TNS_DSP_REQUANTIZE("r4", "r8")
        "ror r12, r12, #8\n\t" TNS_DSP_REQUANTIZE("r5", "r9")
        "ror r12, r12, #8\n\t" TNS_DSP_REQUANTIZE("r6", "r10")
        "ror r12, r12, #8\n\t" TNS_DSP_REQUANTIZE("r7", "r11")
        "str r1, [sp, #" TNS_DSP_VECTOR_OUTPUT "]\n\t"
        "4:\n\t"
        TNS_DSP_VECTOR_NEXT
        "6:\n\t"
        "add sp, sp, #" JOB " + 4\n\t"
        "pop {r4-r11, pc}\n\t"
        "3:\n\t"
        "stm r1!, {r4-r7}\n\t"
        "str r1, [sp, #" SUMS "]\n\t"
        "b 4b\n\t"
        "5:\n\t"
        "ldr r1, [sp, #" JOB "]\n\t"
        "add r1, r1, #" SLOW_IN_JOB "\n\t"
        "stm r1, {r4-r7}\n\t"
        "ldr r0, [sp, #" TNS_DSP_VECTOR_COUNT "]\n\t"
        "b 6b");
}

#endif
