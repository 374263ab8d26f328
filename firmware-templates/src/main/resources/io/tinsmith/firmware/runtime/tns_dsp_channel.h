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
 * that follows, both shifted left. Half away from zero: one less where the product is negative, which does not show
 * where nothing below the zero point is let through.
 */
typedef struct {
    int32_t quick;          /* whether the assembly below is for this channel */
    int32_t step;           /* bytes between neighbouring outputs */
    const uint32_t *end;    /* of what is computed two by two of the row at hand */
    int32_t right;          /* shift */
    uint32_t bias;
    int32_t row;            /* bytes between rows of outputs */
    int32_t multiplier, offset;
    const uint32_t *plane;  /* first row */
    int8_t *output;         /* of the next row */
    int32_t pair_bytes;     /* of the plane, for outputs that are computed two at a time */
    int32_t odd;            /* whether one more follows them */
    const uint32_t *last;   /* end of all rows */
    int32_t skip, beside;   /* bytes from the end of the pairs to the next row, of the plane and of the output */
    int32_t block_skip, block_beside; /* to the next row but one */
    int32_t away;           /* whether half away from zero shows */
    const uint32_t *block_last; /* end of the rows that go by twos */
    const uint32_t *weights; /* of the topmost row of the plane, where rows go one by one */
    uint32_t lanes[10];     /* a kernel row in two words, (w0, w1) and (w1, w2); then the first two rows again */
} tns_dsp_channel;

#define TNS_DSP_CHANNEL_SIZE 120

/* Not so many bytes if a field came or went. */
typedef char tns_dsp_channel_has_its_size[sizeof(tns_dsp_channel) == TNS_DSP_CHANNEL_SIZE ? 1 : -1];

/* The largest shift for which the offset fits. */
#define TNS_DSP_CHANNEL_MAX_RIGHT 22

/* The largest bias whose double fits with that of all products. */
#define TNS_DSP_CHANNEL_MAX_BIAS (1 << 29)

TNS_INLINE int tns_dsp_channel_is_quick(int32_t bias, int32_t right)
{
    return right > 0 && right <= TNS_DSP_CHANNEL_MAX_RIGHT && bias <= TNS_DSP_CHANNEL_MAX_BIAS
           && bias >= -TNS_DSP_CHANNEL_MAX_BIAS;
}

/*
 * Accumulators by the multiplier, r6, and with the offset, r7. The carry flag, which all loops keep, is `away`: where it
 * is set TNS_DSP_OTHER, which stands behind the loop, takes the place of TNS_DSP_CHANNEL_SCALE. TNS_DSP_SCALE_LAST is for
 * both.
 */
#if TNS_ROUNDING == TNS_ROUNDING_DOUBLE
#define TNS_DSP_AWAY_BEGIN    \
    "ldr r6, [%[c], #68]\n\t" \
    "lsrs r6, r6, #1\n\t"
#define TNS_DSP_SCALE_IF "bcs 8f\n\t"
#define TNS_DSP_CHANNEL_SCALE(acc) "smmlar " acc ", " acc ", r6, r7\n\t"
#define TNS_DSP_AWAY(acc)                        \
    "smmulr " acc ", " acc ", r6\n\t"            \
    "add " acc ", " acc ", " acc ", asr #31\n\t" \
    "add " acc ", " acc ", r7\n\t"
#define TNS_DSP_OTHER(scale) "8:\n\t" scale "b 7b\n"
#define TNS_DSP_SCALE_LAST(to, acc)      \
    "smmlar " to ", " acc ", r6, r7\n\t" \
    "add " to ", " to ", " acc ", asr #31\n\t"
#else
#define TNS_DSP_AWAY_BEGIN
#define TNS_DSP_SCALE_IF
#define TNS_DSP_CHANNEL_SCALE(acc) "smmla " acc ", " acc ", r6, r7\n\t"
#define TNS_DSP_OTHER(scale)
#define TNS_DSP_SCALE_LAST(to, acc) "smmla " to ", " acc ", r6, r7\n\t"
#endif

/* The words of a row from which r6 and r7, or r8 too, come; bytes from the plane's. */
#define TNS_DSP_LOAD_2(place) "ldrd r6, r7, [lr, " place "]\n\t"
#define TNS_DSP_LOAD_3(first, second, third) \
    "ldr r6, [lr, " first "]\n\t"           \
    "ldr r7, [lr, " second "]\n\t"          \
    "ldr r8, [lr, " third "]\n\t"

/* A kernel row with weights w0w1 and w1w2 for two outputs: columns (x0, x1) in r6 and (x2, x3) in r7. */
#define TNS_DSP_PAIR(first, second, w0w1, w1w2)       \
    "smlad " first ", r6, " w0w1 ", " first "\n\t"    \
    "smlatb " second ", r6, " w0w1 ", " second "\n\t" \
    TNS_DSP_PAIR_END(first, second, w1w2)
#define TNS_DSP_PAIR_END(first, second, w1w2)       \
    "smlabt " first ", r7, " w1w2 ", " first "\n\t" \
    "smlad " second ", r7, " w1w2 ", " second "\n\t"

/* The first row of them; `bias` may be `second`. */
#define TNS_DSP_PAIR_BEGIN(first, second, bias, w0w1, w1w2) \
    "smlad " first ", r6, " w0w1 ", " bias "\n\t"           \
    "smlatb " second ", r6, " w0w1 ", " bias "\n\t"         \
    TNS_DSP_PAIR_END(first, second, w1w2)

/* Two outputs whose columns are two apart, (x0, x1) to (x4, x5) in r6 to r8; `from` is r9 or the bias in r10. */
#define TNS_DSP_TWO(from, w0w1, w1w2)      \
    "smlad r9, r6, " w0w1 ", " from "\n\t" \
    "smlad r10, r7, " w0w1 ", r10\n\t"     \
    "smlabt r9, r7, " w1w2 ", r9\n\t"      \
    "smlabt r10, r8, " w1w2 ", r10\n\t"

/* One output, columns in two registers. */
#define TNS_DSP_ONE(acc, x0x1, x2x3, w0w1, w1w2)     \
    "smlad " acc ", " x0x1 ", " w0w1 ", " acc "\n\t" \
    "smlabt " acc ", " x2x3 ", " w1w2 ", " acc "\n\t"

/* The next channel. */
#define TNS_DSP_CHANNEL_NEXT       \
    "ldr r6, [%[c], %[size]]!\n\t" \
    "teq r6, #0\n\t"               \
    "bne 0b\n\t"                   \
    "b 9f\n"

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

#define TNS_DSP_CHANNEL_CLOBBERS \
    "r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "lr", "cc", "memory"

/*
 * All loops take channels as long as `quick` is not 0, and return the first for which it is. pitch is the constant number
 * of bytes between rows of the plane. r0 to r5 are the weights, lr is the plane.
 */

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
