/* Tinsmith runtime: one output row of a convolution on the DSP extension. Only with TNS_DSP. */
#ifndef TNS_DSP_CONV_H
#define TNS_DSP_CONV_H

#include "tns_dsp_layer.h"
#include "tns_gather.h"

#if TNS_DSP

/* Pixels whose columns fit beside the bytes of one. */
static inline int32_t tns_dsp_conv_room(int32_t taps)
{
    return (TNS_COLUMN_BYTES - ((taps + 3) & ~3)) / TNS_DSP_COLUMN_BYTES(taps);
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

static inline void tns_dsp_conv_row(const tns_conv_params *p, const tns_layer *layer, const tns_row_source *s,
                                    int8_t *output)
{
    uint32_t columns[TNS_COLUMN_BYTES / 4];
    const int32_t words = TNS_DSP_COLUMN_BYTES(layer->taps) / 4;
    const int32_t room = tns_dsp_conv_room(layer->taps);
    int8_t *const bytes = (int8_t *)(columns + room * words);
    int32_t left = -p->pad_left;
    int32_t pixels = p->out_w;
    while (pixels > 0) {
        const tns_dsp_groups next = tns_dsp_next_groups(pixels, room);
        uint32_t *group = columns;
        for (int32_t i = 0; i < next.groups; i++) {
            for (int32_t j = 0; j < next.pixels; j++) {
                tns_dsp_conv_column(p, s, left, group + j, next.pixels, bytes);
                left += p->stride_w;
            }
            group += next.pixels * words;
        }
        tns_dsp_layer_run(layer, columns, next, output);
        output += next.groups * next.pixels * p->out_c;
        pixels -= next.groups * next.pixels;
    }
}

#endif
#endif
