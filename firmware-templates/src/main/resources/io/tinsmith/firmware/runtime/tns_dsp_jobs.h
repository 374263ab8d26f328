/* Tinsmith runtime: jobs of the inner loops of a layer, on the DSP extension. Only with TNS_DSP. */
#ifndef TNS_DSP_JOBS_H
#define TNS_DSP_JOBS_H

#include "tns_dsp_layer.h"
#include "tns_weights.h"

#if TNS_DSP

static inline void tns_dsp_pairs_run(const tns_dsp_pair_job *job, int32_t pixels)
{
    if (pixels == 3) {
        tns_dsp_pairs_of_3(job);
    } else {
        tns_dsp_pairs_of_2(job);
    }
}

/* A job of the columns of one layer; weights, output and what belongs to channels come later. */
static inline tns_dsp_pair_job tns_dsp_pair_job_of(const tns_layer *l, const uint32_t *columns, tns_dsp_groups g)
{
    const int32_t quads = (l->taps + 3) >> 2;
    const tns_dsp_pair_job job = {
        .offset = tns_quick_offset(l->zero_point),
        .stride = l->channels,
        .columns_end = columns + 2 * quads * g.pixels * g.groups,
        .columns = columns,
        .skip = -quads & (TNS_DSP_ROUND - 1),
    };
    return job;
}

static inline void tns_dsp_pair_weights(tns_dsp_pair_job *job, const tns_layer *l, const int8_t *weights)
{
    job->weights = weights;
    job->weights_end = weights + 4 * TNS_ROUND_UP_4(l->taps);
}

/* Accumulators of a job's next group, whose columns take `words`: those of its first channel, then of its second. */
static inline void tns_dsp_pairs_sums(tns_dsp_pair_job *job, int32_t pixels, int32_t words, uint32_t results[6])
{
    job->sums = 1;
    job->output = results;
    job->columns_end = job->columns + words;
    tns_dsp_pairs_run(job, pixels);
    job->columns = job->columns_end;
}

/* All quads of channels of one pixel, of `quads` times four taps from `first` on, a multiple of four. */
static inline tns_dsp_quad_job tns_dsp_quad_job_of(const tns_layer *l, const uint32_t *column, int32_t first, int32_t quads)
{
    const tns_dsp_quad_job job = {
        .offset = tns_quick_offset(l->zero_point),
        .bias = (const tns_sum *)l->bias,
        .multiplier = l->multiplier,
        .shift = l->shift,
        .column = column,
        .bytes = 16 * quads,
        .weights = l->weights + 4 * first,
        .skip = -quads & 7,
        .count = l->channels >> 2,
        .gap = 4 * TNS_ROUND_UP_4(l->taps) - 16 * quads,
    };
    return job;
}

/* Accumulators of the channels that are no whole quad, the bias not added. The job's weights are those of all. */
static inline void tns_dsp_last_sums(tns_dsp_quad_job *job, const tns_layer *l, tns_sum *sums)
{
    job->bias = sums;
    job->sums = sums;
    job->weights += (l->channels & ~3) * TNS_ROUND_UP_4(l->taps);
    job->count = 1;
    for (int32_t i = 0; i < 4; i++) {
        sums[i] = 0;
    }
    (void)tns_dsp_quads_of_1(job);
}

#endif
#endif
