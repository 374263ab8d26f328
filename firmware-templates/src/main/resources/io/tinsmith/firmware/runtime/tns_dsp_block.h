/*
 * Tinsmith runtime: planes of four channels for depthwise convolutions with a 3x3 kernel, on the DSP extension. Only with
 * TNS_DSP.
 */
#ifndef TNS_DSP_BLOCK_H
#define TNS_DSP_BLOCK_H

#include "tns_dsp_channel.h"
#include "tns_kernels.h"

#if TNS_DSP

#if TNS_COLUMN_BYTES < 384
#error "TNS_COLUMN_BYTES must be at least 384."
#endif

/* Words between the rows of a plane: constants of the assembly. Few columns leave room for many rows. */
#define TNS_DSP_NARROW 4
#define TNS_DSP_MIDDLE 8
#define TNS_DSP_WIDE (TNS_DSP_PLANE_WORDS >= 96 ? 32 : 8)

typedef struct {
    const tns_conv_params *p;
    tns_dsp_channel channels[4];
    int32_t first;            /* of the four channels */
    int32_t done;             /* of them, by the four before */
    int32_t width;            /* outputs in a row */
    int32_t beside;           /* bytes of the row that are not for these outputs */
    int32_t pitch;            /* words between rows of a plane */
    uint32_t padding;         /* four bytes of in_zero_point */
    tns_dsp_row_shape columns;
    uint32_t planes[4 * TNS_DSP_PLANE_WORDS];
} tns_dsp_block;

/* Widest row of outputs from rows of `words`. */
TNS_INLINE int32_t tns_dsp_widest(const tns_conv_params *p, int32_t words)
{
    return p->stride_w == 1 ? 2 * words - 2 : words - 1;
}

/*
 * Writes rows of the `i`th channel, one that does not requantize the quick way: rare. The first kernel row lies at row
 * `top` of the planes.
 */
void tns_dsp_channel_rows_any(const tns_dsp_block *b, int32_t i, int32_t rows, int32_t top);

/*
 * Output rows of the four channels, as a rule only one where they do not follow each other; the first kernel row lies at
 * row `top` of the planes.
 */
TNS_INLINE void tns_dsp_block_run(tns_dsp_block *b, int32_t rows, int32_t top, const int32_t pitch)
{
    const tns_conv_params *p = b->p;
    const int32_t from = top == 0 ? 0 : 6 - 2 * top;
    const int32_t words = rows * p->stride_h * pitch;
    for (tns_dsp_channel *c = b->channels + b->done; c < b->channels + 4; c++) {
        if (c->quick) {
            c->last = c->plane + words;
            c->weights = c->lanes + from;
            if (c->pair_bytes != 0) {
                tns_dsp_channel_pairs(c, 4 * pitch);
            } else {
                tns_dsp_channel_singles(c, 4 * pitch);
            }
        } else {
            tns_dsp_channel_rows_any(b, c - b->channels, rows, top);
            c->output += rows * b->width * p->in_c;
        }
        c->output += b->beside;
    }
}

#endif
#endif
