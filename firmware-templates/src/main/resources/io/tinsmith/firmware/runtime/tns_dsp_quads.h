/* Tinsmith runtime: the inner loop of dense layers, and of single pixels, on the DSP extension. Only with TNS_DSP. */
#ifndef TNS_DSP_QUADS_H
#define TNS_DSP_QUADS_H

#include "tns_dsp.h"
#include "tns_kernels.h"

#if TNS_DSP

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
