/* Two channels of groups of two or three pixels. */
#include "tns_dsp_pairs.h"

#if TNS_DSP

/* Offsets in the frame, which begins with a copy of the job. */
#define OUTPUT "20"
#define BIAS "28"
#define WEIGHTS "36"
#define WEIGHTS_END "40"
#define COLUMNS_END "44"
#define ENTRY "48"
#define ENDING "52"
#define FRAME "56"

#define REQUANTIZE(acc, twice, right)     \
    TNS_DSP_SCALE(acc, twice)                     \
    "asr.w " acc ", " acc ", " right "\n\t" \
    "qadd " acc ", " acc ", r11\n\t"      \
    "ssat " acc ", #8, " acc ", asr #1\n\t"
#define REQUANTIZE_0(acc) REQUANTIZE(acc, "r0", "r2")
#define REQUANTIZE_1(acc) REQUANTIZE(acc, "r3", "r10")
#define STORE(first, second)        \
    "strb " first ", [r12]\n\t"     \
    "strb " second ", [r12, #1]\n\t" \
    "add r12, r12, lr\n\t"

/*
 * r4-r9 accumulators, r1 columns, r2 weights, r10 and r11 four taps of either channel, r12 two of them, r0, r3, r6, r9
 * and lr lanes of pixels. The first round of quads begins at the quad that leaves whole rounds, so all
 * instructions of a quad must have four bytes.
 */
#define BEGIN(quad_bytes)                \
    "push {r4-r11, lr}\n\t"              \
    "ldm r0!, {r1-r12}\n\t"              \
    "sub sp, sp, #" FRAME "\n\t"         \
    "stm sp, {r1-r12}\n\t"               \
    "ldm r0, {r1, r2, r3}\n\t"           \
    "adr.w r4, 1f\n\t"                   \
    "mov.w r5, #" quad_bytes "\n\t"      \
    "mla r4, r2, r5, r4\n\t"             \
    "orr r4, r4, #1\n\t"                 \
    "adr.w r5, 3f\n\t"                   \
    "cbz r3, 6f\n\t"                     \
    "adr.w r5, 4f\n\t"                   \
    "6:\n\t"                             \
    "orr r5, r5, #1\n\t"                 \
    "strd r4, r5, [sp, #" ENTRY "]\n\t"  \
    "2:\n\t"                             \
    "ldr r2, [sp, #" WEIGHTS "]\n\t"     \
    "ldrd r4, r7, [sp, #" BIAS "]\n\t"

#define LOOP(quad)                       \
    "ldr.w pc, [sp, #" ENTRY "]\n\t"     \
    "1:\n\t" TNS_DSP_ROUND_OF(quad)       \
    "ldr.w r12, [sp, #" WEIGHTS_END "]\n\t" \
    "cmp r2, r12\n\t"                    \
    "bne.w 1b\n\t"                       \
    "ldr.w pc, [sp, #" ENDING "]\n\t"    \
    "3:\n\t"                             \
    "ldm.w sp, {r0, r2, r3, r10, r11, r12, lr}\n\t"

#define END(sums)                        \
    "str.w r12, [sp, #" OUTPUT "]\n\t"   \
    "5:\n\t"                             \
    "ldr r0, [sp, #" COLUMNS_END "]\n\t" \
    "cmp r1, r0\n\t"                     \
    "bne.w 2b\n\t"                       \
    "add sp, sp, #" FRAME "\n\t"         \
    "pop {r4-r11, pc}\n\t"               \
    "4:\n\t"                             \
    "ldr.w r12, [sp, #" OUTPUT "]\n\t"   \
    "stm r12!, {" sums "}\n\t"           \
    "str.w r12, [sp, #" OUTPUT "]\n\t"   \
    "b 5b"

/* Two taps of one channel by three pixels. */
#define THREE(taps, a, b, c)             \
    "sxtb16 r12, " taps "\n\t"           \
    "smlad " a ", r0, r12, " a "\n\t"    \
    "smlad " b ", r3, r12, " b "\n\t"    \
    "smlad " c ", lr, r12, " c "\n\t"

/* 24 products in 19 instructions. */
#define QUAD_OF_3                        \
    "ldrd r10, r11, [r2], #16\n\t"       \
    "ldm.w r1!, {r0, r3, lr}\n\t"        \
    THREE("r10", "r4", "r5", "r6")       \
    THREE("r11", "r7", "r8", "r9")       \
    "ldm.w r1!, {r0, r3, lr}\n\t"        \
    THREE("r10, ror #8", "r4", "r5", "r6") \
    THREE("r11, ror #8", "r7", "r8", "r9")

TNS_DSP_ASSEMBLY void tns_dsp_pairs_of_3(__attribute__((unused)) const tns_dsp_pair_job *job)
{
    __asm volatile(BEGIN("76")
                   "mov r5, r4\n\t"
                   "mov r6, r4\n\t"
                   "mov r8, r7\n\t"
                   "mov r9, r7\n\t"
                   LOOP(QUAD_OF_3)
                   REQUANTIZE_0("r4") REQUANTIZE_1("r7") STORE("r4", "r7")
                   REQUANTIZE_0("r5") REQUANTIZE_1("r8") STORE("r5", "r8")
                   REQUANTIZE_0("r6") REQUANTIZE_1("r9") STORE("r6", "r9")
                   END("r4-r9"));
}

/* Two taps of one channel by two pixels. */
#define TWO(taps, x, y, a, b)                  \
    "sxtb16 r12, " taps "\n\t"                 \
    "smlad " a ", " x ", r12, " a "\n\t"       \
    "smlad " b ", " y ", r12, " b "\n\t"

/* 16 products in 14 instructions. */
#define QUAD_OF_2                              \
    "ldrd r10, r11, [r2], #16\n\t"             \
    "ldm.w r1!, {r0, r3, r6, r9}\n\t"          \
    TWO("r10", "r0", "r3", "r4", "r5")         \
    TWO("r11", "r0", "r3", "r7", "r8")         \
    TWO("r10, ror #8", "r6", "r9", "r4", "r5") \
    TWO("r11, ror #8", "r6", "r9", "r7", "r8")

TNS_DSP_ASSEMBLY void tns_dsp_pairs_of_2(__attribute__((unused)) const tns_dsp_pair_job *job)
{
    __asm volatile(BEGIN("56")
                   "mov r5, r4\n\t"
                   "mov r8, r7\n\t"
                   LOOP(QUAD_OF_2)
                   REQUANTIZE_0("r4") REQUANTIZE_1("r7") STORE("r4", "r7")
                   REQUANTIZE_0("r5") REQUANTIZE_1("r8") STORE("r5", "r8")
                   END("r4, r5, r7, r8"));
}

#endif
