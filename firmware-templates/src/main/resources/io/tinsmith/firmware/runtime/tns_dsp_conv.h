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
 * The column of three kernel rows of nine taps each, from `left` bytes on, interleaved with those of `pixels` in all: an
 * image of three channels and a kernel 3x3, as a rule. Returns 0 where a row is padding.
 */
static inline int tns_dsp_conv_nines(const tns_conv_params *p, const tns_row_source *s, int32_t left, uint32_t *to,
                                     int32_t pixels)
{
    const int8_t *a = tns_source_row(p, s, 0);
    const int8_t *b = tns_source_row(p, s, 1);
    const int8_t *c = tns_source_row(p, s, 2);
    if (a == NULL || b == NULL || c == NULL) {
        return 0;
    }
    a += left;
    b += left;
    c += left;
    to = tns_dsp_put(to, pixels, tns_load4(a));
    to = tns_dsp_put(to, pixels, tns_load4(a + 4));
    to = tns_dsp_put(to, pixels, (uint32_t)(uint8_t)a[8] | tns_load4(b) << 8);
    to = tns_dsp_put(to, pixels, tns_load4(b + 3));
    to = tns_dsp_put(to, pixels, tns_load4(b + 5) >> 16 | tns_load4(c) << 16);
    to = tns_dsp_put(to, pixels, tns_load4(c + 2));
    (void)tns_dsp_put(to, pixels, tns_load4(c + 5) >> 8);
    return 1;
}

/*
 * The column of the pixel whose kernel begins at image column `left`, interleaved with those of `pixels` in all. Four
 * taps must come from one kernel row, so others go by way of their bytes.
 */
static inline void tns_dsp_conv_column(const tns_conv_params *p, const tns_row_source *s, int32_t left, uint32_t *to,
                                       int32_t pixels, int8_t *bytes)
{
    const int32_t channels = p->in_c;
    const int32_t row_taps = p->k_w * channels;
    const int whole_rows = tns_columns_inside(p, left) && p->dilation_w == 1;
    if (whole_rows && row_taps == 9 && p->k_h == 3 && tns_dsp_conv_nines(p, s, left * channels, to, pixels)) {
        return;
    }
    if (((whole_rows ? row_taps : channels) & 3) != 0) {
        tns_gather(p, s, left, bytes);
        (void)tns_dsp_widen(to, pixels, bytes, p->k_h * row_taps);
        return;
    }
    for (int32_t ky = 0; ky < p->k_h; ky++) {
        const int8_t *row = tns_source_row(p, s, ky);
        if (row == NULL) {
            to = tns_dsp_widen_constant(to, pixels, p->in_zero_point, row_taps);
        } else if (whole_rows) {
            to = tns_dsp_widen(to, pixels, row + left * channels, row_taps);
        } else {
            for (int32_t kx = 0; kx < p->k_w; kx++) {
                const int32_t x = left + kx * p->dilation_w;
                to = x >= 0 && x < p->in_w ? tns_dsp_widen(to, pixels, row + x * channels, channels)
                                           : tns_dsp_widen_constant(to, pixels, p->in_zero_point, channels);
            }
        }
    }
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
    tns_row_source below = *s;
    tns_row_source row = tns_source_looked_up(p, s, looked_up);
    int32_t x = 0;
    int32_t pixels = rows * p->out_w;
    while (pixels > 0) {
        const tns_dsp_groups next = tns_dsp_next_batch(pixels, room);
        uint32_t *group = columns;
        for (int32_t i = 0; i < next.groups; i++) {
            for (int32_t j = 0; j < next.pixels; j++) {
                if (x == p->out_w) {
                    x = 0;
                    below.top += p->stride_h;
                    row = tns_source_looked_up(p, &below, looked_up);
                }
                tns_dsp_conv_column(p, &row, x * p->stride_w - p->pad_left, group + j, next.pixels, bytes);
                x++;
            }
            group += next.pixels * words;
        }
        tns_dsp_layer_run(layer, columns, next, weights, output);
        output += next.groups * next.pixels * p->out_c;
        pixels -= next.groups * next.pixels;
    }
}

#endif
#endif
