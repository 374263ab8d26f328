/* Dense layers whose weights stand in halves of words. */
#include "tns_halves.h"

#include "tns_dsp_vector.h"
#include "tns_requantize.h"
#include "tns_weights.h"

#if TNS_DSP

/* What the loop reads: see tns_dsp_vector.h. */
typedef struct {
    int32_t offset;
    int8_t *output;
    const int32_t *bias;
    const int32_t *multiplier;
    const int8_t *shift;
    const uint32_t *column;
    int32_t bytes; /* of the weights of four channels */
    const int8_t *weights;
    int32_t skip;  /* -eights of taps modulo 4 */
    int32_t count; /* quads of channels, at least 1 */
} halves_job;

#define FRAME "40"

#define FOUR(odd, pairs)                 \
    "ldm.w r2!, {r8-r11}\n\t"            \
    "smlad r4, r8, " odd ", r4\n\t"      \
    "sxtb16 r8, r8\n\t"                  \
    "smlad r5, r9, " odd ", r5\n\t"      \
    "sxtb16 r9, r9\n\t"                  \
    "smlad r6, r10, " odd ", r6\n\t"     \
    "sxtb16 r10, r10\n\t"                \
    "smlad r7, r11, " odd ", r7\n\t"     \
    "sxtb16 r11, r11\n\t"                \
    "smlad r4, r8, " pairs ", r4\n\t"    \
    "smlad r5, r9, " pairs ", r5\n\t"    \
    "smlad r6, r10, " pairs ", r6\n\t"   \
    "smlad r7, r11, " pairs ", r7\n\t"

/* 32 products in 27 instructions of four bytes. */
#define EIGHT                            \
    "ldm.w r1!, {r0, r3, r12, lr}\n\t"   \
    FOUR("r0", "r3")                     \
    FOUR("r12", "lr")
#define EIGHT_BYTES "108"

#define CHANNEL(acc, multiplier)         \
    "asr " acc ", " acc ", #8\n\t"       \
    TNS_DSP_REQUANTIZE(acc, multiplier)

/* r4-r7 accumulators, r1 column, r2 weights, r8-r11 four taps of each channel. */
static TNS_DSP_ASSEMBLY void run(__attribute__((unused)) const halves_job *job)
{
    __asm volatile(
        "push {r4-r11, lr}\n\t"
        "ldm r0, {r1-r10}\n\t"
        "adr.w lr, 1f\n\t"
        "mov.w r0, #" EIGHT_BYTES "\n\t"
        "mla r9, r9, r0, lr\n\t"
        "orr r9, r9, #1\n\t"
        "sub sp, sp, #" FRAME "\n\t"
        "stm sp, {r1-r10}\n\t"
        "mov r2, r8\n\t"
        "2:\n\t"
        TNS_DSP_VECTOR_BEGIN
        ".balign 4\n\t"
        "1:\n\t" EIGHT EIGHT EIGHT EIGHT
        TNS_DSP_VECTOR_LOOP
        "ldr r0, [sp, #" TNS_DSP_VECTOR_MULTIPLIER "]\n\t"
        "ldm r0!, {r8-r11}\n\t"
        "str r0, [sp, #" TNS_DSP_VECTOR_MULTIPLIER "]\n\t"
        "ldr r1, [sp, #" TNS_DSP_VECTOR_SHIFT "]\n\t"
        "ldr r12, [r1], #4\n\t"
        "str r1, [sp, #" TNS_DSP_VECTOR_SHIFT "]\n\t"
        "mvn r12, r12\n\t"
        "ldrd r0, r1, [sp]\n\t"
        CHANNEL("r4", "r8")
        "ror r12, r12, #8\n\t" CHANNEL("r5", "r9")
        "ror r12, r12, #8\n\t" CHANNEL("r6", "r10")
        "ror r12, r12, #8\n\t" CHANNEL("r7", "r11")
        "str r1, [sp, #" TNS_DSP_VECTOR_OUTPUT "]\n\t"
        TNS_DSP_VECTOR_NEXT
        "add sp, sp, #" FRAME "\n\t"
        "pop {r4-r11, pc}");
}

void tns_halves_run(const tns_dense_params *p, const int8_t *input, int8_t *output)
{
    uint32_t column[TNS_COLUMN_BYTES / 4];
    uint32_t *to = column;
    for (int32_t i = 0; i < p->in_features; i += 4) {
        const uint32_t taps = tns_load4(input + i);
        uint32_t swapped;
        __asm("rev16 %0, %1" : "=r"(swapped) : "r"(taps));
        to[0] = tns_odd_bytes(taps);
        to[1] = swapped ^ 0x007f007fu;
        to += 2;
    }
    const halves_job job = {
        .offset = tns_quick_offset(p->out_zero_point),
        .output = output,
        .bias = p->bias,
        .multiplier = p->multiplier,
        .shift = p->shift,
        .column = column,
        .bytes = 4 * p->in_features,
        .weights = p->weights,
        .skip = -(p->in_features >> 3) & 3,
        .count = p->out_features >> 2,
    };
    run(&job);
}

#elif TNS_WEIGHT_QUADS

void tns_halves_run(const tns_dense_params *p, const int8_t *input, int8_t *output)
{
    for (int32_t o = 0; o < p->out_features; o++) {
        const int8_t *const weights = tns_weights_at(p->weights, p->in_features, o);
        uint32_t sum = (uint32_t)p->bias[o];
        for (int32_t i = 0; i < p->in_features; i += 2) {
            const int32_t low = tns_weight(weights, i);
            const int32_t both = 256 * tns_weight(weights, i + 1) + (low & 0xff);
            sum += (uint32_t)(both * input[i + 1] + low * (256 * input[i] + 127 - input[i + 1]));
        }
        output[o] = tns_requantize((int32_t)sum >> 8, p->multiplier[o], p->shift[o], p->out_zero_point, p->act_min,
                                   p->act_max);
    }
}

#endif
