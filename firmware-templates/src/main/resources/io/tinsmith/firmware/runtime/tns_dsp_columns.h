/*
 * Tinsmith runtime: columns, the taps of a pixel as int16 lanes, from bytes. Only with TNS_DSP.
 *
 * Of each four taps there is one word with taps 0 and 2 and one with taps 1 and 3. Columns of several pixels are
 * interleaved by words.
 */
#ifndef TNS_DSP_COLUMNS_H
#define TNS_DSP_COLUMNS_H

#include "tns_dsp.h"

#if TNS_DSP

/* Bytes of the column of a pixel. */
#define TNS_DSP_COLUMN_BYTES(taps) (2 * (((taps) + 3) & ~3))

/* Four taps at `to` and one word per pixel later; returns where the next four go. */
TNS_INLINE uint32_t *tns_dsp_put(uint32_t *to, int32_t pixels, uint32_t bytes)
{
    to[0] = tns_even_bytes(bytes);
    to[pixels] = tns_odd_bytes(bytes);
    return to + 2 * pixels;
}

/* Up to three bytes and zeros. */
TNS_INLINE uint32_t tns_dsp_load_some(const int8_t *from, int32_t bytes)
{
    uint32_t word = 0;
    for (int32_t i = 0; i < bytes; i++) {
        word |= (uint32_t)(uint8_t)from[i] << 8 * i;
    }
    return word;
}

/* `bytes` taps, then zeros up to a multiple of four, into a column interleaved with those of `pixels` pixels in all. */
static inline uint32_t *tns_dsp_widen(uint32_t *to, int32_t pixels, const int8_t *from, int32_t bytes)
{
    for (; bytes >= 8; bytes -= 8) {
        to = tns_dsp_put(to, pixels, tns_load4(from));
        to = tns_dsp_put(to, pixels, tns_load4(from + 4));
        from += 8;
    }
    if (bytes >= 4) {
        to = tns_dsp_put(to, pixels, tns_load4(from));
        from += 4;
    }
    if ((bytes & 3) != 0) {
        to = tns_dsp_put(to, pixels, tns_dsp_load_some(from, bytes & 3));
    }
    return to;
}

#define TNS_DSP_WIDE(word, rotation, to) "sxtb16 %[t], " word rotation "\n\tstr.w %[t], [%[to]" to "\n\t"
#define TNS_DSP_EIGHT_OF_TWO                                                                        \
    "ldr.w r4, [%[a], #4]\n\t"                                                                      \
    "ldr.w r5, [%[b], #4]\n\t"                                                                      \
    "ldr.w r6, [%[a]], #8\n\t"                                                                      \
    "ldr.w r7, [%[b]], #8\n\t"                                                                      \
    TNS_DSP_WIDE("r4", "", ", #16]") TNS_DSP_WIDE("r5", "", ", #20]")                               \
    TNS_DSP_WIDE("r4", ", ror #8", ", #24]") TNS_DSP_WIDE("r5", ", ror #8", ", #28]")               \
    TNS_DSP_WIDE("r7", "", ", #4]") TNS_DSP_WIDE("r6", ", ror #8", ", #8]")                         \
    TNS_DSP_WIDE("r7", ", ror #8", ", #12]") TNS_DSP_WIDE("r6", "", "], #32")

#define TNS_DSP_FOUR_OF_TWO                                                                         \
    "ldr.w r4, [%[a]], #4\n\t"                                                                      \
    "ldr.w r5, [%[b]], #4\n\t"                                                                      \
    TNS_DSP_WIDE("r5", "", ", #4]") TNS_DSP_WIDE("r4", ", ror #8", ", #8]")                         \
    TNS_DSP_WIDE("r5", ", ror #8", ", #12]") TNS_DSP_WIDE("r4", "", "], #16")

/*
 * A multiple of four taps of two pixels into their columns. Loads that follow each other and stores take a cycle each; a
 * round is of sixteen taps, the first one may begin in its middle.
 */
TNS_INLINE uint32_t *tns_dsp_widen_two(uint32_t *to, const int8_t *a, const int8_t *b, int32_t bytes)
{
    uint32_t t;
#if TNS_DSP_SMALL
    __asm volatile("b.n 2f\n"
                   "1:\n\t" TNS_DSP_FOUR_OF_TWO
                   "2:\n\t"
                   "subs.w %[n], %[n], #4\n\t"
                   "bge.n 1b"
#else
    __asm volatile("lsls.w %[t], %[n], #29\n\t" /* carry: eight taps more, negative: four more */
                   "add.w %[n], %[n], #8\n\t"
                   "lsr.w %[n], %[n], #4\n\t"
                   "bpl.n 1f\n\t" TNS_DSP_FOUR_OF_TWO
                   "1:\n\t"
                   "bcs.n 3f\n\t"
                   "cmp.w %[n], #0\n\t"
                   "beq.w 4f\n"
                   "2:\n\t" TNS_DSP_EIGHT_OF_TWO
                   "3:\n\t" TNS_DSP_EIGHT_OF_TWO
                   "subs.w %[n], %[n], #1\n\t"
                   "bne.w 2b\n"
                   "4:"
#endif
                   : [to] "+r"(to), [a] "+r"(a), [b] "+r"(b), [n] "+r"(bytes), [t] "=&r"(t)
                   :
                   : "r4", "r5", "r6", "r7", "cc", "memory");
    return to;
}

#define TNS_DSP_FOUR_OF_THREE                                                                       \
    "ldr.w r4, [%[a]], #4\n\t"                                                                      \
    "ldr.w r5, [%[b]], #4\n\t"                                                                      \
    "ldr.w r6, [%[c]], #4\n\t"                                                                      \
    TNS_DSP_WIDE("r5", "", ", #4]") TNS_DSP_WIDE("r6", "", ", #8]")                                 \
    TNS_DSP_WIDE("r4", ", ror #8", ", #12]") TNS_DSP_WIDE("r5", ", ror #8", ", #16]")               \
    TNS_DSP_WIDE("r6", ", ror #8", ", #20]") TNS_DSP_WIDE("r4", "", "], #24")

/* The same of three pixels and a multiple of eight taps, but 0. */
TNS_INLINE uint32_t *tns_dsp_widen_three(uint32_t *to, const int8_t *a, const int8_t *b, const int8_t *c, int32_t bytes)
{
    uint32_t t;
    __asm volatile("1:\n\t" TNS_DSP_FOUR_OF_THREE TNS_DSP_FOUR_OF_THREE
                   "subs.w %[n], %[n], #8\n\t"
                   "bne.w 1b"
                   : [to] "+r"(to), [a] "+r"(a), [b] "+r"(b), [c] "+r"(c), [n] "+r"(bytes), [t] "=&r"(t)
                   :
                   : "r4", "r5", "r6", "cc", "memory");
    return to;
}

/* The same of one value; bytes is a multiple of four. */
static inline uint32_t *tns_dsp_widen_constant(uint32_t *to, int32_t pixels, int32_t value, int32_t bytes)
{
    const uint32_t lanes = (uint32_t)(uint16_t)value * 0x10001u;
    for (; bytes > 0; bytes -= 4) {
        to[0] = lanes;
        to[pixels] = lanes;
        to += 2 * pixels;
    }
    return to;
}

#endif
#endif
