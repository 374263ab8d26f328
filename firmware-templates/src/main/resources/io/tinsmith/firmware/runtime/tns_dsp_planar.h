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
} tns_dsp_row_shape;

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
TNS_INLINE tns_dsp_row_shape tns_dsp_row_shape_of(int32_t left, int32_t words, int32_t width)
{
    const int32_t begin = tns_dsp_within(-left, 0, 2 * words);
    const int32_t end = tns_dsp_within(width - left, begin, 2 * words);
    tns_dsp_row_shape c = {words, 0, 0, 0, 0, words, 0};
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

#if TNS_COLUMN_BYTES <= 2040

/* `count` times two words of all planes from four columns; moves both pointers on. The planes' distances fit STRD. */
TNS_INLINE void tns_dsp_put_fours(uint32_t **plane, const int8_t **row, int32_t channels, int32_t count)
{
    uint32_t *middle = *plane + TNS_DSP_PLANE_WORDS;
    const int8_t *from = *row;
    uint32_t a, b, c, d, e, f, g, h, t;
    __asm volatile("1:\n\t"
                   "ldr %[a], [%[from]]\n\t"
                   "ldr %[b], [%[from], %[step]]\n\t"
                   "add %[from], %[from], %[step], lsl #1\n\t"
                   "ldr %[c], [%[from]]\n\t"
                   "ldr %[d], [%[from], %[step]]\n\t"
                   "add %[from], %[from], %[step], lsl #1\n\t"
                   "sxtb16 %[e], %[a]\n\t"
                   "sxtb16 %[f], %[b]\n\t"
                   "sxtb16 %[g], %[c]\n\t"
                   "sxtb16 %[h], %[d]\n\t"
                   "sxtb16 %[a], %[a], ror #8\n\t"
                   "sxtb16 %[b], %[b], ror #8\n\t"
                   "sxtb16 %[c], %[c], ror #8\n\t"
                   "sxtb16 %[d], %[d], ror #8\n\t"
                   "pkhbt %[t], %[e], %[f], lsl #16\n\t"
                   "pkhtb %[f], %[f], %[e], asr #16\n\t"
                   "pkhbt %[e], %[g], %[h], lsl #16\n\t"
                   "pkhtb %[h], %[h], %[g], asr #16\n\t"
                   "strd %[t], %[e], [%[to], %[first]]\n\t"
                   "strd %[f], %[h], [%[to], %[third]]\n\t"
                   "pkhbt %[t], %[a], %[b], lsl #16\n\t"
                   "pkhtb %[b], %[b], %[a], asr #16\n\t"
                   "pkhbt %[e], %[c], %[d], lsl #16\n\t"
                   "pkhtb %[d], %[d], %[c], asr #16\n\t"
                   "strd %[b], %[d], [%[to], %[fourth]]\n\t"
                   "strd %[t], %[e], [%[to]], #8\n\t"
                   "subs %[n], %[n], #1\n\t"
                   "bne 1b"
                   : [from] "+r"(from), [to] "+r"(middle), [n] "+r"(count), [a] "=&r"(a), [b] "=&r"(b), [c] "=&r"(c),
                     [d] "=&r"(d), [e] "=&r"(e), [f] "=&r"(f), [g] "=&r"(g), [h] "=&r"(h), [t] "=&r"(t)
                   : [step] "r"(channels), [first] "i"(-4 * TNS_DSP_PLANE_WORDS), [third] "i"(4 * TNS_DSP_PLANE_WORDS),
                     [fourth] "i"(8 * TNS_DSP_PLANE_WORDS)
                   : "cc", "memory");
    *plane = middle - TNS_DSP_PLANE_WORDS;
    *row = from;
}

#endif

/*
 * Writes a row of the planes but for the words that are all padding. `row` is the image's at the first of the four
 * channels, `channels` bytes a column; padding is four times in_zero_point.
 */
TNS_INLINE void tns_dsp_put_row(const tns_dsp_row_shape *c, const int8_t *row, int32_t channels, uint32_t padding,
                                uint32_t *plane)
{
    uint32_t inside = (uint32_t)c->inside;
    plane += c->padding;
    row += c->first * channels;
    if (c->enters) {
        plane = tns_dsp_put(plane, tns_dsp_lanes_of(padding), tns_dsp_lanes_of(tns_load4(row)));
        row += channels;
    }
#if TNS_COLUMN_BYTES <= 2040
    if (inside >= 2) {
        tns_dsp_put_fours(&plane, &row, channels, (int32_t)(inside / 2));
        inside &= 1;
    }
#endif
    for (; inside > 0; inside--) {
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
