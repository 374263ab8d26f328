/*
 * Tinsmith runtime: the inner loops of convolutions and dense layers on the DSP extension. Only with TNS_DSP.
 *
 * A column is the taps of a pixel as int16 lanes: of each four taps one word with taps 0 and 2 and one with taps 1 and 3.
 * Columns of two or three pixels are interleaved by words. Weights are in quads (tns_weights.h), whose bytes SXTB16
 * brings into the same order. So each word of weights is widened once for all pixels of a group, and each column is
 * widened once for all channels.
 */
#ifndef TNS_DSP_DOT_H
#define TNS_DSP_DOT_H

#include "tns_dsp.h"
#include "tns_kernels.h"

#if TNS_DSP

/* A function in assembly. Addresses of its labels are counted from a multiple of four. */
#define TNS_DSP_ASSEMBLY __attribute__((naked, aligned(4)))

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
    int32_t skip; /* -quads modulo 4 */
    int32_t sums; /* store accumulators, per group those of the first channel, then of the second, not outputs */
} tns_dsp_pair_job;

void tns_dsp_pairs_of_3(const tns_dsp_pair_job *job);
void tns_dsp_pairs_of_2(const tns_dsp_pair_job *job);

/* Quads of channels of one pixel. */
typedef struct {
    int32_t offset;
    int8_t *output;
    const tns_sum *bias;
    const int32_t *multiplier;
    const int8_t *shift;
    const uint32_t *column;
    int32_t bytes; /* of a quad's weights for the column: 16 for each four taps */
    const int8_t *weights;
    int32_t skip;  /* -quads of taps modulo 8 */
    int32_t count; /* quads of channels, at least 1 */
    tns_sum *sums; /* where accumulators are stored instead of outputs, may be bias; or NULL */
    int32_t gap;   /* bytes between the weights of one quad of channels and the next */
    uint32_t slow[4];
} tns_dsp_quad_job;

/*
 * Returns the number of quads not written: 0, or one whose accumulators are in job->slow as it does not requantize the
 * quick way, and those after it.
 */
int32_t tns_dsp_quads_of_1(tns_dsp_quad_job *job);

#endif
#endif
