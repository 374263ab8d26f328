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
