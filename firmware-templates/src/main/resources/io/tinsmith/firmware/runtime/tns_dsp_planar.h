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

/* How the words of a planar row come about, in turn. */
typedef struct {
    int32_t padding; /* words of padding */
    int32_t enters;  /* 1 where a word has padding and the first column */
    int32_t inside;  /* words of two columns */
    int32_t leaves;  /* 1 where a word has the last column and padding */
    int32_t more;    /* words of padding */
    int32_t words;   /* all of them */
    int32_t first;   /* the image's column that is read first */
} tns_dsp_columns;

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

TNS_INLINE uint32_t *tns_dsp_put(uint32_t *plane, tns_dsp_lanes left, tns_dsp_lanes right)
{
    const tns_dsp_pairs pairs = tns_dsp_pair_up(left, right);
    plane[TNS_DSP_PLANE_WORDS] = pairs.c1;
    plane[2 * TNS_DSP_PLANE_WORDS] = pairs.c2;
    plane[3 * TNS_DSP_PLANE_WORDS] = pairs.c3;
    *plane = pairs.c0;
    return plane + 1;
}

TNS_INLINE int32_t tns_dsp_within(int32_t x, int32_t low, int32_t high)
{
    return x < low ? low : x > high ? high : x;
}

/* `words` words from column `left` on of an image `width` wide. */
TNS_INLINE tns_dsp_columns tns_dsp_columns_of(int32_t left, int32_t words, int32_t width)
{
    const int32_t begin = tns_dsp_within(-left, 0, 2 * words);
    const int32_t end = tns_dsp_within(width - left, begin, 2 * words);
    tns_dsp_columns c = {words, 0, 0, 0, 0, words, 0};
    if (end > begin) {
        c.padding = begin / 2;
        c.enters = begin % 2;
        c.inside = (end - begin - c.enters) / 2;
        c.leaves = (end - begin - c.enters) % 2;
        c.more = words - c.padding - c.enters - c.inside - c.leaves;
        c.first = left + begin;
    }
    return c;
}

/* Writes `words` of padding. */
TNS_INLINE void tns_dsp_put_padding(uint32_t padding, int32_t words, uint32_t *plane)
{
    const tns_dsp_lanes none = tns_dsp_lanes_of(padding);
    for (; words > 0; words--) {
        plane = tns_dsp_put(plane, none, none);
    }
}

/* Stores two words. */
TNS_INLINE void tns_dsp_put_two(uint32_t *to, uint32_t first, uint32_t second)
{
    __asm volatile("strd %1, %2, [%0]" : : "r"(to), "r"(first), "r"(second) : "memory");
}

/* Two words of all planes from four columns. */
TNS_INLINE uint32_t *tns_dsp_put_four(uint32_t *plane, const int8_t *row, int32_t channels)
{
    const uint32_t x0 = tns_load4(row);
    const uint32_t x1 = tns_load4(row + channels);
    const uint32_t x2 = tns_load4(row + 2 * channels);
    const uint32_t x3 = tns_load4(row + 3 * channels);
    const tns_dsp_pairs left = tns_dsp_pair_up(tns_dsp_lanes_of(x0), tns_dsp_lanes_of(x1));
    const tns_dsp_pairs right = tns_dsp_pair_up(tns_dsp_lanes_of(x2), tns_dsp_lanes_of(x3));
    tns_dsp_put_two(plane, left.c0, right.c0);
    tns_dsp_put_two(plane + TNS_DSP_PLANE_WORDS, left.c1, right.c1);
    tns_dsp_put_two(plane + 2 * TNS_DSP_PLANE_WORDS, left.c2, right.c2);
    tns_dsp_put_two(plane + 3 * TNS_DSP_PLANE_WORDS, left.c3, right.c3);
    return plane + 2;
}

/*
 * Writes a row of the planes but for the words that are all padding. `row` is the image's at the first of the four
 * channels, `channels` bytes a column; padding is four times in_zero_point.
 */
TNS_INLINE void tns_dsp_put_row(const tns_dsp_columns *c, const int8_t *row, int32_t channels, uint32_t padding,
                                uint32_t *plane)
{
    int32_t inside = c->inside;
    plane += c->padding;
    row += c->first * channels;
    if (c->enters) {
        plane = tns_dsp_put(plane, tns_dsp_lanes_of(padding), tns_dsp_lanes_of(tns_load4(row)));
        row += channels;
    }
    for (; inside >= 2; inside -= 2) {
        plane = tns_dsp_put_four(plane, row, channels);
        row += 4 * channels;
    }
    if (inside > 0) {
        const uint32_t left = tns_load4(row);
        const uint32_t right = tns_load4(row + channels);
        plane = tns_dsp_put(plane, tns_dsp_lanes_of(left), tns_dsp_lanes_of(right));
        row += 2 * channels;
    }
    if (c->leaves) {
        tns_dsp_put(plane, tns_dsp_lanes_of(tns_load4(row)), tns_dsp_lanes_of(padding));
    }
}

#endif
#endif
