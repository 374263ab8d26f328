/* Four channels of groups of two pixels. */
#include "tns_dsp_fours.h"

#include "tns_paths.h"
#include "tns_weights.h"

#if TNS_DSP && TNS_USE_FOURS

/* Offsets in the job. */
#define OUTPUT "4"
#define SCALE "12"
#define BIAS "44"
#define REST "60"

/* Offsets in the frame. Its pointers lie before what is loaded next, see STEP. */
#define JOB "0"
#define WEIGHTS "4"
#define WEIGHTS_END "8"
#define COLUMNS_END "12"
#define ENTRY "16"
#define COLUMNS "20"
#define FRAME "24"

/*
 * Two taps of four channels by two pixels: 16 products in 13 instructions. Only single loads that follow each other
 * overlap, and LDRD overlaps with none. The offsets of the last loads are with their bracket, which may move the pointer
 * on: "16]!".
 */
#define STEP(column, second_column, weights, second_weights, last_weights) \
    "ldr.w r0, [r1, #" column "]\n\t"              \
    "ldr.w r12, [r2, #" weights "]\n\t"            \
    "ldr.w lr, [r2, #" second_weights "]\n\t"      \
    "ldr.w r3, [r1, #" second_column "\n\t"        \
    "smlad r4, r0, r12, r4\n\t"                    \
    "smlad r5, r3, r12, r5\n\t"                    \
    "smlad r6, r0, lr, r6\n\t"                     \
    "smlad r7, r3, lr, r7\n\t"                     \
    "ldrd r12, lr, [r2, #" last_weights "\n\t"     \
    "smlad r8, r0, r12, r8\n\t"                    \
    "smlad r9, r3, r12, r9\n\t"                    \
    "smlad r10, r0, lr, r10\n\t"                   \
    "smlad r11, r3, lr, r11\n\t"
#define QUAD STEP("4", "8]", "8", "12", "16]") STEP("12", "16]!", "24", "28", "32]!")
#define QUAD_BYTES "104"

#define REQUANTIZE(acc)                        \
    TNS_DSP_SCALE(acc, "r1")                   \
    "asr.w " acc ", " acc ", r2\n\t"           \
    "qadd " acc ", " acc ", r3\n\t"            \
    "ssat " acc ", #8, " acc ", asr #1\n\t"
#define CHANNEL(first, second, scale, output)  \
    "ldrd r1, r2, [r0, #" SCALE " + " scale "]\n\t" \
    REQUANTIZE(first) REQUANTIZE(second)       \
    "strb.w " first ", [r12, #" output "]\n\t" \
    "strb.w " second ", [lr, #" output "]\n\t"

/* r4-r11 accumulators, r1 columns, r2 weights, r0 and r3 lanes of the pixels, r12 and lr of two channels. */
static TNS_DSP_ASSEMBLY void run(__attribute__((unused)) tns_dsp_four_job *job)
{
    __asm volatile(
        "push {r4-r11, lr}\n\t"
        "sub sp, sp, #" FRAME "\n\t"
        "add.w r1, r0, #" REST "\n\t"
        "ldm.w r1, {r1-r5}\n\t"
        "sub.w r1, r1, #8\n\t"
        "sub.w r2, r2, #8\n\t"
        "sub.w r3, r3, #4\n\t"
        "sub.w r4, r4, #4\n\t"
        "adr.w r6, 1f\n\t"
        "mov.w r7, #" QUAD_BYTES "\n\t"
        "mla r5, r5, r7, r6\n\t"
        "orr r5, r5, #1\n\t"
        "stm.w sp, {r0, r1, r2, r4, r5}\n\t"
        "mov r1, r3\n\t"
        "2:\n\t"
        "ldrd r4, r6, [r0, #" BIAS "]\n\t"
        "ldrd r8, r10, [r0, #" BIAS " + 8]\n\t"
        "mov r5, r4\n\t"
        "mov r7, r6\n\t"
        "mov r9, r8\n\t"
        "mov r11, r10\n\t"
        "ldr r2, [sp, #" WEIGHTS "]\n\t"
        "ldr.w pc, [sp, #" ENTRY "]\n\t"
        ".balign 4\n\t"
        "1:\n\t" QUAD QUAD QUAD QUAD
        "ldr.w r12, [sp, #" WEIGHTS_END "]\n\t"
        "cmp r2, r12\n\t"
        "bne.w 1b\n\t"
        "str r1, [sp, #" COLUMNS "]\n\t"
        "ldr r0, [sp, #" JOB "]\n\t"
        "ldm.w r0, {r3, r12, lr}\n\t"
        "add lr, r12\n\t"
        CHANNEL("r4", "r5", "0", "0")
        CHANNEL("r6", "r7", "8", "1")
        CHANNEL("r8", "r9", "16", "2")
        CHANNEL("r10", "r11", "24", "3")
        "sub.w r3, lr, r12\n\t"
        "add r3, lr\n\t"
        "str r3, [r0, #" OUTPUT "]\n\t"
        "ldr r1, [sp, #" COLUMNS "]\n\t"
        "ldr r3, [sp, #" COLUMNS_END "]\n\t"
        "cmp r1, r3\n\t"
        "bne.w 2b\n\t"
        "add sp, sp, #" FRAME "\n\t"
        "pop {r4-r11, pc}");
}

/* Weights of four channels, 16 bytes for each four taps, as int16 lanes. */
static __attribute__((noinline)) void widen(const int8_t *from, uint32_t *to, int32_t quads)
{
    __asm volatile("1:\n\t"
                   "ldm %[from]!, {r4-r7}\n\t"
                   "sxtb16 r8, r4\n\t"
                   "sxtb16 r9, r5\n\t"
                   "sxtb16 r10, r6\n\t"
                   "sxtb16 r11, r7\n\t"
                   "stm %[to]!, {r8-r11}\n\t"
                   "sxtb16 r4, r4, ror #8\n\t"
                   "sxtb16 r5, r5, ror #8\n\t"
                   "sxtb16 r6, r6, ror #8\n\t"
                   "sxtb16 r7, r7, ror #8\n\t"
                   "stm %[to]!, {r4-r7}\n\t"
                   "subs %[n], %[n], #1\n\t"
                   "bne 1b"
                   : [from] "+r"(from), [to] "+r"(to), [n] "+l"(quads)
                   :
                   : "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "cc", "memory");
}

/* Sets what belongs to four channels; returns whether all requantize the quick way. */
static int set_channels(tns_dsp_four_job *job, const tns_layer *l, int32_t o)
{
    int32_t sign = -1;
    for (int32_t i = 0; i < 4; i++) {
        const int32_t multiplier = l->multiplier[o + i];
        const int32_t shift = l->shift[o + i];
        sign &= tns_quick_sign(multiplier, shift);
        job->scale[i] = tns_quick_prepare(multiplier, shift);
        job->bias[i] = (uint32_t)l->bias[o + i];
    }
    return sign < 0;
}

int32_t tns_dsp_fours_run(const tns_layer *l, const uint32_t *columns, tns_dsp_groups groups, int32_t first,
                          uint32_t *weights, int8_t *output)
{
    const int32_t quads = (l->taps + 3) >> 2;
    tns_dsp_four_job job = {
        .offset = tns_quick_offset(l->zero_point),
        .stride = l->channels,
        .weights = weights,
        .weights_end = weights + 8 * quads,
        .columns = columns,
        .columns_end = columns + 4 * quads * groups.groups,
        .skip = -quads & 3,
    };
    int32_t o = first;
    while (o + 4 <= l->channels && set_channels(&job, l, o)) {
        widen(tns_weights_at(l->weights, l->taps, o), weights, quads);
        job.output = output + o;
        run(&job);
        o += 4;
    }
    return o;
}

#endif
