/*
 * Tinsmith runtime: rows of one channel of a 3x3 depthwise convolution from its plane, on the DSP extension. Only with
 * TNS_DSP.
 */
#ifndef TNS_DSP_CHANNEL_H
#define TNS_DSP_CHANNEL_H

#include "tns_dsp_planar.h"

#if TNS_DSP

/*
 * The assembly knows the offsets of all fields.
 *
 * Accumulators are twice the portable ones, for weights and bias are: the high word of the product with the multiplier
 * is then already that of tns_doubling_high_mul, and its third operand takes the zero point and the half of the shift
 * that follows, both shifted left. Half away from zero: one less where the accumulator is negative.
 */
typedef struct {
    int32_t right, step;    /* shift, and bytes between neighbouring outputs */
    const uint32_t *end;    /* of the row at hand */
    int32_t quick;          /* whether the assembly below is for this channel */
    uint32_t bias[2];       /* both the same */
    int32_t multiplier, offset;
    const uint32_t *plane;  /* first row */
    int8_t *output;         /* of the next row */
    int32_t pair_bytes;     /* of the plane, for outputs that are computed two at a time */
    int32_t single_bytes;   /* and one at a time */
    const uint32_t *last;   /* end of all rows */
    int32_t skip;           /* bytes of the plane from the end of a row to the next */
    const uint32_t *weights; /* of the topmost row of the plane */
    uint32_t lanes[10];     /* a kernel row in two words, (w0, w1) and (w1, w2); then the first two rows again */
} tns_dsp_channel;

/* The largest shift for which the offset fits. */
#define TNS_DSP_CHANNEL_MAX_RIGHT 22

/* The largest bias whose double fits with that of all products. */
#define TNS_DSP_CHANNEL_MAX_BIAS (1 << 29)

TNS_INLINE int tns_dsp_channel_is_quick(int32_t bias, int32_t right)
{
    return right > 0 && right <= TNS_DSP_CHANNEL_MAX_RIGHT && bias <= TNS_DSP_CHANNEL_MAX_BIAS
           && bias >= -TNS_DSP_CHANNEL_MAX_BIAS;
}

#if TNS_ROUNDING == TNS_ROUNDING_DOUBLE
#define TNS_DSP_PAIR_SCALE             \
    "smmlar r10, r8, r6, r7\n\t"       \
    "smmlar r6, r9, r6, r7\n\t"        \
    "add r10, r10, r8, asr #31\n\t"    \
    "add r6, r6, r9, asr #31\n\t"
#define TNS_DSP_SINGLE_SCALE           \
    "smmlar r6, r8, r6, r7\n\t"        \
    "add r6, r6, r8, asr #31\n\t"
#else
#define TNS_DSP_PAIR_SCALE             \
    "smmla r10, r8, r6, r7\n\t"        \
    "smmla r6, r9, r6, r7\n\t"
#define TNS_DSP_SINGLE_SCALE "smmla r6, r8, r6, r7\n\t"
#endif

/* A kernel row with weights w0w1 and w1w2, for two outputs: columns (x0, x1) and (x2, x3). */
#define TNS_DSP_PAIR_ROW(address, w0w1, w1w2)  \
    "ldrd r6, r7, " address "\n\t"             \
    "smlad r8, r6, " w0w1 ", r8\n\t"           \
    "smlatb r9, r6, " w0w1 ", r9\n\t"          \
    "smlabt r8, r7, " w1w2 ", r8\n\t"          \
    "smlad r9, r7, " w1w2 ", r9\n\t"

#define TNS_DSP_SINGLE_ROW(address, w0w1, w1w2) \
    "ldrd r6, r7, " address "\n\t"              \
    "smlad r8, r6, " w0w1 ", r8\n\t"            \
    "smlabt r8, r7, " w1w2 ", r8\n\t"

#define TNS_DSP_CHANNEL_BEGIN       \
    "ldr r0, [%[c], #56]\n\t"       \
    "ldrd lr, r11, [%[c], #32]\n\t" \
    "ldm r0, {r0-r5}\n"

#define TNS_DSP_CHANNEL_NEXT_ROW   \
    "ldrd r6, r7, [%[c], #48]\n\t" \
    "add lr, lr, r7\n\t"           \
    "cmp lr, r6\n\t"               \
    "bne 1b\n\t"                   \
    "str r11, [%[c], #36]"

#define TNS_DSP_CHANNEL_CLOBBERS \
    "r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "lr", "cc", "memory"

/*
 * Rows of a channel, whose outputs follow each other, with stride 1: at least one pair, then at most one output. pitch is
 * the constant number of bytes between rows of the plane. r0 to r5 are the weights, r11 the output, lr the plane.
 */
TNS_INLINE void tns_dsp_channel_pairs(tns_dsp_channel *channel, const int32_t pitch)
{
    register tns_dsp_channel *c __asm("r12") = channel;
    __asm volatile(TNS_DSP_CHANNEL_BEGIN "1:\n\t"
                   "ldr r6, [%[c], #40]\n\t"
                   "add r6, r6, lr\n\t"
                   "str r6, [%[c], #8]\n"
                   "2:\n\t"
                   "ldrd r8, r9, [%[c], #16]\n\t" /* clang-format off */
                   TNS_DSP_PAIR_ROW("[lr, %[one]]", "r2", "r3")
                   TNS_DSP_PAIR_ROW("[lr, %[two]]", "r4", "r5")
                   TNS_DSP_PAIR_ROW("[lr], #4", "r0", "r1") /* clang-format on */
                   "ldrd r6, r7, [%[c], #24]\n\t" TNS_DSP_PAIR_SCALE
                   "ldm %[c], {r7, r8, r9}\n\t"
                   "asr r10, r10, r7\n\t"
                   "asr r6, r6, r7\n\t"
                   "ssat r10, #8, r10\n\t"
                   "ssat r6, #8, r6\n\t"
                   "strb r10, [r11]\n\t"
                   "strb r6, [r11, r8]\n\t"
                   "add r11, r11, r8, lsl #1\n\t"
                   "cmp lr, r9\n\t"
                   "bne 2b\n\t"
                   "ldr r6, [%[c], #44]\n\t"
                   "cbz r6, 3f\n\t"
                   "ldr r8, [%[c], #16]\n\t" /* clang-format off */
                   TNS_DSP_SINGLE_ROW("[lr, %[one]]", "r2", "r3")
                   TNS_DSP_SINGLE_ROW("[lr, %[two]]", "r4", "r5")
                   TNS_DSP_SINGLE_ROW("[lr], #4", "r0", "r1") /* clang-format on */
                   "ldrd r6, r7, [%[c], #24]\n\t" TNS_DSP_SINGLE_SCALE
                   "ldrd r7, r8, [%[c]]\n\t"
                   "asr r6, r6, r7\n\t"
                   "ssat r6, #8, r6\n\t"
                   "strb r6, [r11]\n\t"
                   "add r11, r11, r8\n"
                   "3:\n\t" TNS_DSP_CHANNEL_NEXT_ROW
                   : [c] "+r"(c)
                   : [one] "i"(pitch), [two] "i"(2 * pitch)
                   : TNS_DSP_CHANNEL_CLOBBERS);
}

/* The same with stride 2, or one output a row: no pairs. */
TNS_INLINE void tns_dsp_channel_singles(tns_dsp_channel *channel, const int32_t pitch)
{
    register tns_dsp_channel *c __asm("r12") = channel;
    __asm volatile(TNS_DSP_CHANNEL_BEGIN "1:\n\t"
                   "ldr r6, [%[c], #44]\n\t"
                   "add r6, r6, lr\n\t"
                   "str r6, [%[c], #8]\n"
                   "2:\n\t"
                   "ldr r8, [%[c], #16]\n\t" /* clang-format off */
                   TNS_DSP_SINGLE_ROW("[lr, %[one]]", "r2", "r3")
                   TNS_DSP_SINGLE_ROW("[lr, %[two]]", "r4", "r5")
                   TNS_DSP_SINGLE_ROW("[lr], #4", "r0", "r1") /* clang-format on */
                   "ldrd r6, r7, [%[c], #24]\n\t" TNS_DSP_SINGLE_SCALE
                   "ldm %[c], {r7, r8, r9}\n\t"
                   "asr r6, r6, r7\n\t"
                   "ssat r6, #8, r6\n\t"
                   "strb r6, [r11]\n\t"
                   "add r11, r11, r8\n\t"
                   "cmp lr, r9\n\t"
                   "bne 2b\n\t" TNS_DSP_CHANNEL_NEXT_ROW
                   : [c] "+r"(c)
                   : [one] "i"(pitch), [two] "i"(2 * pitch)
                   : TNS_DSP_CHANNEL_CLOBBERS);
}

#endif
#endif
