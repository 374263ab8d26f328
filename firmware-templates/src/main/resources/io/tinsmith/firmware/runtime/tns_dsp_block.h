/*
 * Tinsmith runtime: planes of four channels for depthwise convolutions with a 3x3 kernel, on the DSP extension. Only with
 * TNS_DSP.
 */
#ifndef TNS_DSP_BLOCK_H
#define TNS_DSP_BLOCK_H

#include "tns_dsp_channel_blocks.h"
#include "tns_dsp_channel_rows.h"
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
    int32_t none;             /* 0, where the assembly looks for `quick` of a fifth channel */
    int32_t rows, top;        /* for which the channels are made ready */
    int32_t blocks, left;     /* of these rows, two at a time and one */
    int pairs;                /* whether rows that go one by one have outputs side by side, two at a time */
    int32_t first;            /* of the four channels */
    int32_t done;             /* of them, by the four before */
    int32_t width;            /* outputs in a row */
    int32_t pitch;            /* words between rows of a plane */
    int32_t capacity;         /* rows that the planes hold; 3 are a ring */
    int32_t at_once;          /* output rows that come of them */
    int keeps;                /* whether rows of padding are still there from the four channels before */
    int32_t runs;             /* parts that the rows were converted in */
    const int8_t *run_from;   /* the last of them at the image's first channel, */
    uint32_t *run_to;         /* at the first plane, */
    int32_t run_rows;         /* and its rows */
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

/* Lets all channels run over so many rows, from row `top` of the planes on. */
void tns_dsp_block_ready(tns_dsp_block *b, int32_t rows, int32_t top);

/* Output rows of the four channels; the first kernel row lies at row `top` of the planes. */
TNS_INLINE void tns_dsp_block_run(tns_dsp_block *b, int32_t rows, int32_t top, const int32_t pitch)
{
    if (rows != b->rows || top != b->top) {
        tns_dsp_block_ready(b, rows, top);
    }
    for (tns_dsp_channel *c = b->channels + b->done; c < b->channels + 4;) {
        tns_dsp_channel *next = c + 1;
        if (!c->quick) {
            tns_dsp_channel_rows_any(b, c - b->channels, rows, top);
            c->output += rows * c->row;
        }
        if (c->quick && TNS_DSP_PLANE_WORDS >= 4 * pitch && b->blocks > 0) {
            next = tns_dsp_channel_blocks(c, 4 * pitch);
        }
        if (c->quick && b->left > 0) {
            next = b->pairs ? tns_dsp_channel_pairs(c, 4 * pitch) : tns_dsp_channel_twos(c, 4 * pitch);
        }
        c = next;
    }
}

#endif
#endif
