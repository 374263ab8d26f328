/*
 * Tinsmith runtime: what the loops over one channel of a 3x3 depthwise convolution have in common, on the DSP extension.
 * Only with TNS_DSP.
 *
 * All loops take channels as long as `quick` is not 0, and return the first for which it is. pitch is the constant number
 * of bytes between rows of the plane. r0 to r5 are the weights, lr is the plane.
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

#define TNS_DSP_CHANNEL_CLOBBERS \
    "r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "lr", "cc", "memory"

#endif
#endif
