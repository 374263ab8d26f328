/* Tinsmith runtime: output rows of a convolution on the DSP extension. Only with TNS_DSP. */
#ifndef TNS_DSP_CONV_H
#define TNS_DSP_CONV_H

#include "tns_dsp_layer.h"
#include "tns_gather.h"

#if TNS_DSP

/* What fits beside the bytes of one pixel. */
static inline tns_dsp_room tns_dsp_conv_room(const tns_layer *l)
{
    return tns_dsp_room_of(TNS_COLUMN_BYTES - ((l->taps + 3) & ~3), l);
}

/*
 * The column of three kernel rows of nine taps each, interleaved with those of `pixels` in all: an image of three channels
 * and a kernel 3x3, as a rule.
 */
TNS_DSP_LARGE_INLINE void tns_dsp_conv_nines(const int8_t *a, const int8_t *b, const int8_t *c, uint32_t *to, int32_t pixels)
{
    to = tns_dsp_put(to, pixels, tns_load4(a));
    to = tns_dsp_put(to, pixels, tns_load4(a + 4));
    to = tns_dsp_put(to, pixels, (uint32_t)(uint8_t)a[8] | tns_load4(b) << 8);
    to = tns_dsp_put(to, pixels, tns_load4(b + 3));
    to = tns_dsp_put(to, pixels, tns_load4(b + 5) >> 16 | tns_load4(c) << 16);
    to = tns_dsp_put(to, pixels, tns_load4(c + 2));
    (void)tns_dsp_put(to, pixels, tns_load4(c + 5) >> 8);
}

/* Whether kernel rows are three of nine taps, none of them padding. */
static inline int tns_dsp_conv_is_nines(const tns_conv_params *p, const tns_row_source *s)
{
    return p->k_h == 3 && p->k_w * p->in_c == 9 && tns_source_row(p, s, 0) != NULL && tns_source_row(p, s, 1) != NULL
           && tns_source_row(p, s, 2) != NULL;
}

/* Groups of two pixels of such rows, side by side, the first of whose kernels begins at image column `left`. */
static __attribute__((noinline)) void tns_dsp_conv_nine_twos(const tns_conv_params *p, const tns_row_source *s, int32_t left,
                                                             uint32_t *to, int32_t groups)
{
    const int32_t step = p->stride_w * p->in_c;
    const int8_t *a = tns_source_row(p, s, 0) + left * p->in_c;
    const int8_t *b = tns_source_row(p, s, 1) + left * p->in_c;
    const int8_t *c = tns_source_row(p, s, 2) + left * p->in_c;
    for (; groups > 0; groups--) {
        tns_dsp_conv_nines(a, b, c, to, 2);
        a += step;
        b += step;
        c += step;
        tns_dsp_conv_nines(a, b, c, to + 1, 2);
        a += step;
        b += step;
        c += step;
        to += 28;
    }
}

/* Groups of any pixels side by side whose kernel rows are inside the image, a multiple of four taps each. */
static __attribute__((noinline)) void tns_dsp_conv_run(const tns_conv_params *p, const tns_row_source *s, int32_t left,
                                                       uint32_t *to, tns_dsp_groups g)
{
    const int32_t taps = p->k_w * p->in_c;
    const int32_t step = p->stride_w * p->in_c;
    const int32_t words = g.pixels * taps / 2;
    for (int32_t ky = 0; ky < p->k_h; ky++) {
        const int8_t *from = tns_source_row(p, s, ky);
        if (from != NULL) {
            tns_dsp_widen_run(to, p->k_h * words, g, from + left * p->in_c, step, taps);
        } else {
            for (int32_t i = 0; i < g.groups; i++) {
                (void)tns_dsp_widen_constant(to + i * p->k_h * words, 1, p->in_zero_point, g.pixels * taps);
            }
        }
        to += words;
    }
}

/* Taps of one kernel row of a pixel: those left of the image, inside it and right of it. */
typedef struct {
    int32_t before, inside, after;
} tns_dsp_row_taps;

/* Of a pixel whose kernel, not dilated, begins at image column `left`. */
static inline tns_dsp_row_taps tns_dsp_row_taps_of(const tns_conv_params *p, int32_t left)
{
    const int32_t before = left >= 0 ? 0 : -left < p->k_w ? -left : p->k_w;
    const int32_t over = left + p->k_w - p->in_w;
    const int32_t after = over <= 0 ? 0 : over < p->k_w ? over : p->k_w;
    const tns_dsp_row_taps taps = {before * p->in_c, (p->k_w - before - after) * p->in_c, after * p->in_c};
    return taps;
}

/* memset of few bytes, without a call; `word` is four of them. */
TNS_INLINE int8_t *tns_dsp_fill(int8_t *to, uint32_t word, int32_t bytes)
{
    for (; bytes >= 4; bytes -= 4) {
        memcpy(to, &word, 4);
        to += 4;
    }
    if ((bytes & 2) != 0) {
        memcpy(to, &word, 2);
        to += 2;
    }
    if ((bytes & 1) != 0) {
        memcpy(to, &word, 1);
        to += 1;
    }
    return to;
}

/* tns_gather without a dilation. */
static inline void tns_dsp_gather(const tns_conv_params *p, const tns_row_source *s, int32_t left, int8_t *to)
{
    const tns_dsp_row_taps taps = tns_dsp_row_taps_of(p, left);
    const uint32_t padding = (uint32_t)(uint8_t)p->in_zero_point * 0x01010101u;
    const int32_t from = (left < 0 ? 0 : left) * p->in_c;
    for (int32_t ky = 0; ky < p->k_h; ky++) {
        const int8_t *row = tns_source_row(p, s, ky);
        if (row == NULL) {
            to = tns_dsp_fill(to, padding, p->k_w * p->in_c);
        } else {
            to = tns_dsp_fill(to, padding, taps.before);
            to = tns_copy_taps(to, row + from, taps.inside);
            to = tns_dsp_fill(to, padding, taps.after);
        }
    }
}

/*
 * The column of the pixel whose kernel begins at image column `left`, interleaved with those of `pixels` in all. Four
 * taps must come from one kernel row, so others go by way of their bytes.
 */
static __attribute__((noinline)) void tns_dsp_conv_column(const tns_conv_params *p, const tns_row_source *s, int32_t left,
                                                          uint32_t *to, int32_t pixels, int8_t *bytes)
{
    const int32_t channels = p->in_c;
    const int32_t row_taps = p->k_w * channels;
    const int whole_rows = tns_columns_inside(p, left) && p->dilation_w == 1;
    if (whole_rows && tns_dsp_conv_is_nines(p, s)) {
        const int32_t from = left * channels;
        tns_dsp_conv_nines(tns_source_row(p, s, 0) + from, tns_source_row(p, s, 1) + from, tns_source_row(p, s, 2) + from,
                           to, pixels);
        return;
    }
    if (((whole_rows ? row_taps : channels) & 3) != 0) {
        if (p->dilation_w == 1) {
            tns_dsp_gather(p, s, left, bytes);
        } else {
            tns_gather(p, s, left, bytes);
        }
        (void)tns_dsp_widen(to, pixels, bytes, p->k_h * row_taps);
        return;
    }
    const tns_dsp_row_taps taps = tns_dsp_row_taps_of(p, left);
    const int32_t from = (left < 0 ? 0 : left) * channels;
    for (int32_t ky = 0; ky < p->k_h; ky++) {
        const int8_t *row = tns_source_row(p, s, ky);
        if (row == NULL) {
            to = tns_dsp_widen_constant(to, pixels, p->in_zero_point, row_taps);
        } else if (p->dilation_w == 1) {
            to = tns_dsp_widen_constant(to, pixels, p->in_zero_point, taps.before);
            to = tns_dsp_widen(to, pixels, row + from, taps.inside);
            to = tns_dsp_widen_constant(to, pixels, p->in_zero_point, taps.after);
        } else {
            for (int32_t kx = 0; kx < p->k_w; kx++) {
                const int32_t x = left + kx * p->dilation_w;
                to = x >= 0 && x < p->in_w ? tns_dsp_widen(to, pixels, row + x * channels, channels)
                                           : tns_dsp_widen_constant(to, pixels, p->in_zero_point, channels);
            }
        }
    }
}

/* Output columns. */
typedef struct {
    int32_t first, end;
} tns_dsp_span;

/* Those of whole kernel rows inside the image, which tns_dsp_conv_groups may take many of. */
static inline tns_dsp_span tns_dsp_conv_inside(const tns_conv_params *p)
{
    tns_dsp_span inside = {0, p->dilation_w == 1 ? p->out_w : 0};
    while (inside.first < inside.end && !tns_columns_inside(p, inside.first * p->stride_w - p->pad_left)) {
        inside.first++;
    }
    while (inside.first < inside.end && !tns_columns_inside(p, (inside.end - 1) * p->stride_w - p->pad_left)) {
        inside.end--;
    }
    return inside;
}

/* The columns of whole groups from the one of output column `x` on; returns of how many, 0 where others must take it. */
static inline int32_t tns_dsp_conv_groups(const tns_conv_params *p, const tns_row_source *s, tns_dsp_span inside, int32_t x,
                                          tns_dsp_groups g, uint32_t *to)
{
    const int32_t whole = x < inside.first ? 0 : (inside.end - x) / g.pixels;
    const int32_t left = x * p->stride_w - p->pad_left;
    g.groups = whole < g.groups ? whole : g.groups;
    if (g.groups <= 0) {
        return 0;
    }
    if ((p->k_w * p->in_c & 3) == 0) {
        tns_dsp_conv_run(p, s, left, to, g);
    } else if (g.pixels == 2 && tns_dsp_conv_is_nines(p, s)) {
        tns_dsp_conv_nine_twos(p, s, left, to, g.groups);
    } else {
        return 0;
    }
    return g.groups;
}

/* Output rows as tns_conv_rows writes them: a batch of pixels may go on in the next row. */
static inline void tns_dsp_conv_rows(const tns_conv_params *p, const tns_layer *layer, const tns_row_source *s,
                                     int32_t rows, int8_t *output)
{
    uint32_t columns[TNS_COLUMN_BYTES / 4];
    const int8_t *looked_up[TNS_LOOKED_UP_ROWS];
    const int32_t words = TNS_DSP_COLUMN_BYTES(layer->taps) / 4;
    const tns_dsp_room room = tns_dsp_conv_room(layer);
    uint32_t *const weights = room.copies ? columns + room.pixels * words : NULL;
    int8_t *const bytes = (int8_t *)(columns + room.words);
    const tns_dsp_span inside = tns_dsp_conv_inside(p);
    tns_row_source below = *s;
    tns_row_source row = tns_source_looked_up(p, s, looked_up);
    int32_t x = 0;
    int32_t pixels = rows * p->out_w;
    while (pixels > 0) {
        const tns_dsp_groups next = tns_dsp_next_batch(pixels, room);
        tns_dsp_groups left = next;
        uint32_t *group = columns;
        int32_t in_group = 0;
        while (left.groups > 0) {
            if (x == p->out_w) {
                x = 0;
                below.top += p->stride_h;
                row = tns_source_looked_up(p, &below, looked_up);
            }
            int32_t done = in_group == 0 ? tns_dsp_conv_groups(p, &row, inside, x, left, group) : 0;
            x += done * next.pixels;
            if (done == 0) {
                tns_dsp_conv_column(p, &row, x * p->stride_w - p->pad_left, group + in_group, next.pixels, bytes);
                x++;
                in_group++;
                if (in_group == next.pixels) {
                    in_group = 0;
                    done = 1;
                }
            }
            left.groups -= done;
            group += done * next.pixels * words;
        }
        tns_dsp_layer_run(layer, columns, next, weights, output);
        output += next.groups * next.pixels * p->out_c;
        pixels -= next.groups * next.pixels;
    }
}

#endif
#endif
