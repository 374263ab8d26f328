/* Four channels of groups of two pixels. */
#include "tns_dsp_fours.h"

#include "tns_paths.h"
#include "tns_weights.h"

#if TNS_DSP && TNS_USE_FOURS

/* Offsets in the frame, which is the job but that `skip` became the entry of the loop. */
#define TWICE "12"
#define RIGHT "16"
#define BIAS "44"
#define WEIGHTS "60"
#define COLUMNS_END "64"
#define ENTRY "68"
#define WEIGHTS_END "72"
#define FRAME "76"

/*
 * Two taps of four channels by two pixels: 16 products in 13 instructions. Only single loads that follow each other
 * overlap, and LDRD overlaps with none. Offsets are of the second pixel, the first one, the last two channels and the
 * first two; where a bracket is with one, it may move the pointer on.
 */
#define STEP(second, first, third, fourth, two, start_third, start_fourth, start_one, start_two) \
    "ldr.w r3, [r1, #" second "]\n\t"              \
    "ldr.w r12, [r2, #" third "]\n\t"              \
    "ldr.w lr, [r2, #" fourth "]\n\t"              \
    "ldr.w r0, [r1" first "\n\t"                   \
    "smlad r9, r3, r12, " start_third "\n\t"       \
    "smlad r8, r0, r12, r8\n\t"                    \
    "smlad r11, r3, lr, " start_fourth "\n\t"      \
    "smlad r10, r0, lr, r10\n\t"                   \
    "ldrd r12, lr, [r2" two "\n\t"                 \
    "smlad r5, r3, r12, " start_one "\n\t"         \
    "smlad r4, r0, r12, r4\n\t"                    \
    "smlad r7, r3, lr, " start_two "\n\t"          \
    "smlad r6, r0, lr, r6\n\t"
/* Four taps, the odd ones first: then the loads that move pointers are those without an offset. */
#define ODD(third, fourth, one, two) STEP("12", ", #8]", "24", "28", ", #16]", third, fourth, one, two)
#define EVEN STEP("4", "], #16", "8", "12", "], #32", "r9", "r11", "r5", "r7")
#define QUAD ODD("r9", "r11", "r5", "r7") EVEN
#define QUAD_BYTES "104"
/* The first one of a group; the bias of a channel is where the sum of its first pixel goes. */
#define FIRST_QUAD ODD("r8", "r10", "r4", "r6") EVEN

/*
 * A channel of both pixels by r12 and lr, its scale. The output of a zero point of -128 is the same where halves below
 * zero are rounded up.
 */
#if TNS_ROUNDING == TNS_ROUNDING_DOUBLE
#define SCALE "smmlar "
#define AWAY(acc) "add.w " acc ", " acc ", " acc ", asr #31\n\t"
#else
#define SCALE "smmla "
#endif
#define NO_MORE(acc)
#define NEXT_SCALE(channel)                                   \
    "ldr.w r12, [sp, #" TWICE " + 8 * " channel "]\n\t"       \
    "ldr.w lr, [sp, #" RIGHT " + 8 * " channel "]\n\t"
#define CHANNEL(first, second, more, output)                  \
    SCALE first ", " first ", r12, " first "\n\t"             \
    SCALE second ", " second ", r12, " second "\n\t"          \
    more(first) more(second)                                  \
    "asr.w " first ", " first ", lr\n\t"                      \
    "asr.w " second ", " second ", lr\n\t"                    \
    "qadd " first ", " first ", r3\n\t"                       \
    "qadd " second ", " second ", r3\n\t"                     \
    "ssat " first ", #8, " first ", asr #1\n\t"               \
    "ssat " second ", #8, " second ", asr #1\n\t"             \
    "strb.w " first ", [r0, #" output "]\n\t"                 \
    "strb.w " second ", [r2, #" output "]\n\t"
/* r0 and r2 where the pixels' outputs go, r3 the offset. The loads of a channel's scale follow stores: a cycle each. */
#define OUTPUTS(more)                                         \
    "ldm.w sp, {r0, r2, r3, r12, lr}\n\t"                     \
    "add r2, r0\n\t"                                          \
    CHANNEL("r4", "r5", more, "0")                            \
    NEXT_SCALE("1") CHANNEL("r6", "r7", more, "1")            \
    NEXT_SCALE("2") CHANNEL("r8", "r9", more, "2")            \
    NEXT_SCALE("3") CHANNEL("r10", "r11", more, "3")          \
    "rsb.w r0, r0, r2, lsl #1\n\t"                            \
    "str r0, [sp]\n\t"

/*
 * r4-r11 accumulators, r1 columns, r2 weights, r0 and r3 lanes of the pixels, r12 and lr of two channels. Weights end
 * before weights_end says where halves below zero must be rounded away from it.
 */
static TNS_DSP_ASSEMBLY void run(__attribute__((unused)) const tns_dsp_four_job *job)
{
    __asm volatile(
        "push {r4-r11, lr}\n\t"
        "add.w r1, r0, #48\n\t"
        "ldm.w r1, {r2-r9}\n\t"
        "adr.w r10, 1f\n\t"
        "mov.w r11, #" QUAD_BYTES "\n\t"
        "mla r7, r7, r11, r10\n\t"
        "orr r7, r7, #1\n\t"
        "mov r1, r9\n\t"
        "push {r2-r8}\n\t"
        "ldm.w r0, {r2-r12, lr}\n\t"
        "push {r2-r12, lr}\n\t"
        "b.w 2f\n\t"
        ".balign 4\n\t"
        "1:\n\t" TNS_DSP_ROUND_OF(QUAD)
        "ldr.w r12, [sp, #" WEIGHTS_END "]\n\t"
        "cmp r2, r12\n\t"
        "blo.w 1b\n\t"
#if TNS_ROUNDING == TNS_ROUNDING_DOUBLE
        "bhi.w 3f\n\t"
#endif
        OUTPUTS(NO_MORE)
        "2:\n\t"
        "ldr r4, [sp, #" BIAS "]\n\t"
        "ldr r6, [sp, #" BIAS " + 4]\n\t"
        "ldr.w r8, [sp, #" BIAS " + 8]\n\t"
        "ldr.w r10, [sp, #" BIAS " + 12]\n\t"
        "ldr r2, [sp, #" WEIGHTS "]\n\t"
        "ldr.w lr, [sp, #" COLUMNS_END "]\n\t"
        "cmp r1, lr\n\t"
        "beq.w 4f\n\t"
        FIRST_QUAD
        "ldr.w pc, [sp, #" ENTRY "]\n\t"
#if TNS_ROUNDING == TNS_ROUNDING_DOUBLE
        "3:\n\t"
        OUTPUTS(AWAY)
        "b.w 2b\n\t"
#endif
        "4:\n\t"
        "add sp, sp, #" FRAME "\n\t"
        "pop {r4-r11, pc}");
}

#define WIDE(word, rotation, to) "sxtb16 r12, " word rotation "\n\tstr.w r12, [%[to]" to "\n\t"
#define WIDE_QUAD(a, b, c, d, e0, e1, e2, e3, o0, o1, o2, o3) \
    WIDE(d, ", ror #8", o3) WIDE(c, ", ror #8", o2) WIDE(b, ", ror #8", o1) WIDE(a, ", ror #8", o0) \
    WIDE(d, "", e3) WIDE(c, "", e2) WIDE(b, "", e1) WIDE(a, "", e0)

/* Weights of four channels, 16 bytes for each four taps, as int16 lanes. */
static __attribute__((noinline)) void widen(const int8_t *from, uint32_t *to, int32_t quads)
{
    __asm volatile("lsrs %[n], %[n], #1\n\t"
                   "bcc 1f\n\t"
                   "ldm %[from]!, {r4-r7}\n\t"
                   WIDE_QUAD("r4", "r5", "r6", "r7", "], #32", ", #4]", ", #8]", ", #12]", ", #16]", ", #20]", ", #24]",
                             ", #28]")
                   "1:\n\t"
                   "beq.w 3f\n\t"
                   "2:\n\t"
                   "ldm %[from]!, {r4-r11}\n\t"
                   WIDE_QUAD("r8", "r9", "r10", "r11", ", #32]", ", #36]", ", #40]", ", #44]", ", #48]", ", #52]",
                             ", #56]", ", #60]")
                   WIDE_QUAD("r4", "r5", "r6", "r7", "], #64", ", #4]", ", #8]", ", #12]", ", #16]", ", #20]", ", #24]",
                             ", #28]")
                   "subs %[n], %[n], #1\n\t"
                   "bne.w 2b\n"
                   "3:"
                   : [from] "+r"(from), [to] "+r"(to), [n] "+r"(quads)
                   :
                   : "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "r12", "cc", "memory");
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
    const int32_t away = TNS_ROUNDING == TNS_ROUNDING_DOUBLE && l->zero_point != -128;
    tns_dsp_four_job job = {
        .stride = l->channels,
        .offset = tns_quick_offset(l->zero_point),
        .weights = weights,
        .columns_end = columns + 4 * quads * groups.groups,
        /* Where the first quad of a group is the last one, all of a round are skipped. */
        .skip = quads == 1 ? TNS_DSP_ROUND : (1 - quads) & (TNS_DSP_ROUND - 1),
        .weights_end = weights + 8 * quads - away,
        .columns = columns,
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
