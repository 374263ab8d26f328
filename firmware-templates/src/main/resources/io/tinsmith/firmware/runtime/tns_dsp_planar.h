/*
 * Tinsmith runtime: rows of four neighbouring channels as int16 planes, on the DSP extension. Only with TNS_DSP.
 *
 * Two neighbouring columns of one channel share a word, so that one SMLAD takes two taps of a row; padding is written
 * as a column like any other, so that windows over an edge cost what all others do.
 */
#ifndef TNS_DSP_PLANAR_H
#define TNS_DSP_PLANAR_H

#include <stddef.h>

#include "tns_dsp.h"
#include "tns_kernels.h"

#if TNS_DSP

/* Words between the planes of two channels. */
#define TNS_DSP_PLANE_WORDS (TNS_COLUMN_BYTES / 16)

/* One value of each of four channels: 0 and 2 in `even`, 1 and 3 in `odd`. */
typedef struct {
    uint32_t even, odd;
} tns_dsp_lanes;

/* Two values, side by side, of each of four channels. */
typedef struct {
    uint32_t c0, c1, c2, c3;
} tns_dsp_pairs;

/*
 * How the words of planar rows come about. Padding, then at most one word of padding and the first column, words of two
 * columns, at most one of the last column and padding, and padding. The assembly knows the offsets of the first five.
 */
typedef struct {
    int32_t fours;      /* columns by four that become two words */
    int32_t edges;      /* TNS_DSP_ENTERS and so on */
    uint32_t padding;   /* four bytes of in_zero_point */
    int32_t row_skip;   /* bytes from the last column of an image's row to the first of the next one */
    int32_t plane_skip; /* bytes of a plane from the last word of a row that has columns to the first of the next one */
    int32_t before, after; /* words of padding */
    int32_t words;      /* all of them */
    int32_t first;      /* bytes of the image's row before the first column */
} tns_dsp_row_shape;

/* A word has padding and a column; two columns are left over by `fours`; a word has a column and padding. */
#define TNS_DSP_ENTERS 1
#define TNS_DSP_INSIDE 2
#define TNS_DSP_LEAVES 4

TNS_INLINE tns_dsp_lanes tns_dsp_lanes_of(uint32_t word)
{
    const tns_dsp_lanes lanes = {tns_even_bytes(word), tns_odd_bytes(word)};
    return lanes;
}

TNS_INLINE tns_dsp_pairs tns_dsp_pair_up(tns_dsp_lanes left, tns_dsp_lanes right)
{
    tns_dsp_pairs pairs;
    __asm("pkhbt %0, %1, %2, lsl #16" : "=r"(pairs.c0) : "r"(left.even), "r"(right.even));
    __asm("pkhbt %0, %1, %2, lsl #16" : "=r"(pairs.c1) : "r"(left.odd), "r"(right.odd));
    __asm("pkhtb %0, %1, %2, asr #16" : "=r"(pairs.c2) : "r"(right.even), "r"(left.even));
    __asm("pkhtb %0, %1, %2, asr #16" : "=r"(pairs.c3) : "r"(right.odd), "r"(left.odd));
    return pairs;
}

TNS_INLINE int32_t tns_dsp_within(int32_t x, int32_t low, int32_t high)
{
    return x < low ? low : x > high ? high : x;
}

/* `words` words from column `left` on of rows of an image, in planes with `pitch` words a row. */
TNS_INLINE tns_dsp_row_shape tns_dsp_row_shape_of(const tns_conv_params *p, int32_t left, int32_t words, int32_t pitch)
{
    const int32_t begin = tns_dsp_within(-left, 0, 2 * words);
    const int32_t end = tns_dsp_within(p->in_w - left, begin, 2 * words);
    tns_dsp_row_shape c = {0, 0, (uint32_t)(uint8_t)p->in_zero_point * 0x01010101u, 0, 0, words, 0, words, 0};
    if (end > begin) {
        c.fours = (end - begin - (begin & 1)) >> 2;
        c.edges = (begin & 1) | ((end - begin - (begin & 1)) & 2) | (end & 1) << 2;
        c.before = begin >> 1;
        c.after = words - ((end + 1) >> 1);
        c.first = (left + begin) * p->in_c;
    }
    c.row_skip = (p->in_w - end + begin) * p->in_c;
    c.plane_skip = 4 * (pitch - words + c.before + c.after);
    return c;
}

/* Writes `words` of padding, four bytes. */
TNS_INLINE void tns_dsp_put_padding(uint32_t padding, int32_t words, uint32_t *plane)
{
    const uint32_t pair = tns_even_bytes(padding);
    for (; words > 0; words--) {
        plane[TNS_DSP_PLANE_WORDS] = pair;
        plane[2 * TNS_DSP_PLANE_WORDS] = pair;
        plane[3 * TNS_DSP_PLANE_WORDS] = pair;
        *plane++ = pair;
    }
}

/*
 * Writes the words of two columns, four bytes in `left` and in `right`. `place` ends the address of the first and of the
 * third channel; `next` is from what is the pointer then to the channel after.
 */
#define TNS_DSP_PUT(left, right, place, next)                    \
    "pkhbt %[t], %[" left "], %[" right "], lsl #16\n\t"         \
    "pkhtb %[" right "], %[" right "], %[" left "], asr #16\n\t" \
    "sxtb16 %[" left "], %[t]\n\t"                               \
    "sxtb16 %[t], %[t], ror #8\n\t"                              \
    "str %[" left "], [%[first]" place "\n\t"                    \
    "str %[t], [%[first], " next "]\n\t"                         \
    "sxtb16 %[" left "], %[" right "]\n\t"                       \
    "sxtb16 %[" right "], %[" right "], ror #8\n\t"              \
    "str %[" left "], [%[third]" place "\n\t"                    \
    "str %[" right "], [%[third], " next "]\n\t"

/*
 * Writes `rows` rows of the planes, which follow each other, but for the words that are all padding. `from` is the first
 * column, `channels` bytes as all are, at the first of the four channels; `first` is where its word goes.
 */
static TNS_DSP_ALL_REGISTERS __attribute__((unused)) void
tns_dsp_put_rows(const tns_dsp_row_shape *shape, const int8_t *from, int32_t channels, uint32_t *first, int32_t rows)
{
    uint32_t *third = first + 2 * TNS_DSP_PLANE_WORDS;
    uint32_t a, b, c, d, t;
    int32_t n;
    __asm volatile("1:\n\t"
                   "ldr %[t], [%[shape], #4]\n\t"
                   "ldr %[n], [%[shape]]\n\t"
                   "lsls %[t], %[t], #31\n\t"
                   "bpl 2f\n\t"
                   "ldr %[a], [%[shape], #8]\n\t"
                   "ldr %[b], [%[from]]\n\t"
                   "add %[from], %[from], %[step]\n\t" /* clang-format off */
                   TNS_DSP_PUT("a", "b", "], #4", "%[next4]") /* clang-format on */
                   "2:\n\t"
                   "cmp %[n], #0\n\t"
                   "beq 4f\n"
                   "3:\n\t"
                   "ldr %[a], [%[from]]\n\t"
                   "ldr %[b], [%[from], %[step]]\n\t"
                   "ldr %[c], [%[from], %[step], lsl #1]\n\t"
                   "ldr %[d], [%[from], %[three]]\n\t"
                   "add %[from], %[from], %[step], lsl #2\n\t" /* clang-format off */
                   TNS_DSP_PUT("a", "b", "], #8", "%[next8]")
                   TNS_DSP_PUT("c", "d", ", #-4]", "%[next4]") /* clang-format on */
                   "subs %[n], %[n], #1\n\t"
                   "bne 3b\n"
                   "4:\n\t"
                   "ldr %[t], [%[shape], #4]\n\t"
                   "lsls %[n], %[t], #30\n\t"
                   "bpl 5f\n\t"
                   "ldr %[a], [%[from]]\n\t"
                   "ldr %[b], [%[from], %[step]]\n\t"
                   "add %[from], %[from], %[step], lsl #1\n\t" /* clang-format off */
                   TNS_DSP_PUT("a", "b", "], #4", "%[next4]") /* clang-format on */
                   "5:\n\t"
                   "bcc 6f\n\t"
                   "ldr %[a], [%[from]]\n\t"
                   "ldr %[b], [%[shape], #8]\n\t"
                   "add %[from], %[from], %[step]\n\t" /* clang-format off */
                   TNS_DSP_PUT("a", "b", "], #4", "%[next4]") /* clang-format on */
                   "6:\n\t"
                   "ldr %[a], [%[shape], #12]\n\t"
                   "ldr %[b], [%[shape], #16]\n\t"
                   "add %[from], %[from], %[a]\n\t"
                   "add %[first], %[first], %[b]\n\t"
                   "add %[third], %[third], %[b]\n\t"
                   "subs %[rows], %[rows], #1\n\t"
                   "bne 1b"
                   : [from] "+r"(from), [first] "+r"(first), [third] "+r"(third), [rows] "+r"(rows), [n] "=&r"(n),
                     [a] "=&r"(a), [b] "=&r"(b), [c] "=&r"(c), [d] "=&r"(d), [t] "=&r"(t)
                   : [shape] "r"(shape), [step] "r"(channels), [three] "r"(3 * channels),
                     [next8] "i"(4 * TNS_DSP_PLANE_WORDS - 8), [next4] "i"(4 * TNS_DSP_PLANE_WORDS - 4)
                   : "cc", "memory");
}

#endif
#endif
