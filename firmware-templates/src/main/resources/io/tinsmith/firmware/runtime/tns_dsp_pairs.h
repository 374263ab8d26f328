/*
 * Tinsmith runtime: the inner loop of convolutions on the DSP extension. Only with TNS_DSP.
 *
 * Columns of two or three pixels (tns_dsp_columns.h) by weights in quads (tns_weights.h), whose bytes SXTB16 brings into
 * the columns' order: each word of weights is widened once for all pixels of a group, and each column once for all
 * channels.
 */
#ifndef TNS_DSP_PAIRS_H
#define TNS_DSP_PAIRS_H

#include "tns_dsp.h"

#if TNS_DSP

/* A pair of channels over groups of two or three pixels. The assembly knows the order of the fields. */
typedef struct {
    tns_quick_scale scale0, scale1;
    int32_t offset;             /* tns_quick_offset */
    void *output;               /* int8_t of the first pixel and channel; uint32_t sums */
    int32_t stride;             /* bytes from pixel to pixel of the output */
    uint32_t bias0, bias1;
    const int8_t *weights, *weights_end; /* 16 bytes for each four taps */
    const uint32_t *columns_end;
    const uint32_t *columns;
    int32_t skip; /* -quads modulo TNS_DSP_ROUND */
    int32_t sums; /* store accumulators, per group those of the first channel, then of the second, not outputs */
} tns_dsp_pair_job;

void tns_dsp_pairs_of_3(const tns_dsp_pair_job *job);
void tns_dsp_pairs_of_2(const tns_dsp_pair_job *job);

#endif
#endif
