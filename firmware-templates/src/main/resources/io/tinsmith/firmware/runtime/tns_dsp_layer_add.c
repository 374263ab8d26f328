/* Accumulators of a layer some taps at a time. */
#include "tns_dsp_layer_add.h"

#include "tns_dsp_jobs.h"
#include "tns_weights.h"

#if TNS_DSP

/* Two channels, or the last one alone. */
static void add_pair(tns_dsp_pair_job job, tns_dsp_groups g, const tns_layer *l, int32_t o, tns_sum *sums)
{
    const int32_t words = (int32_t)(job.columns_end - job.columns) / g.groups;
    uint32_t results[6];
    for (int32_t i = 0; i < g.groups; i++) {
        tns_dsp_pairs_sums(&job, g.pixels, words, results);
        for (int32_t j = 0; j < g.pixels; j++) {
            sums[o] = (int32_t)((uint32_t)sums[o] + results[j]);
            if (o + 1 < l->channels) {
                sums[o + 1] = (int32_t)((uint32_t)sums[o + 1] + results[g.pixels + j]);
            }
            sums += l->channels;
        }
    }
}

/* Adds to the sums of one pixel. */
static void add_of_one(const tns_layer *l, const uint32_t *column, int32_t first, int32_t quads, tns_sum *sums)
{
    tns_dsp_quad_job job = tns_dsp_quad_job_of(l, column, first, quads);
    tns_sum last[4];
    job.bias = sums;
    job.sums = sums;
    if (job.count > 0) {
        (void)tns_dsp_quads_of_1(&job);
    }
    if ((l->channels & 3) != 0) {
        tns_dsp_last_sums(&job, l, last);
        for (int32_t o = l->channels & ~3; o < l->channels; o++) {
            sums[o] = (int32_t)((uint32_t)sums[o] + (uint32_t)last[o & 3]);
        }
    }
}

void tns_dsp_layer_add(const tns_layer *l, const uint32_t *columns, tns_dsp_groups groups, tns_sum *sums)
{
    if (groups.pixels > 1) {
        tns_dsp_pair_job job = tns_dsp_pair_job_of(l, columns, groups);
        job.bias0 = 0;
        job.bias1 = 0;
        for (int32_t o = 0; o < l->channels; o += 2) {
            tns_dsp_pair_weights(&job, l, tns_weights_at(l->weights, l->taps, o));
            add_pair(job, groups, l, o, sums);
        }
    } else {
        add_of_one(l, columns, 0, (l->taps + 3) >> 2, sums);
    }
}

void tns_dsp_layer_add_some(const tns_layer *l, const int8_t *values, int32_t first, int32_t count, tns_sum *sums)
{
    uint32_t column[TNS_COLUMN_BYTES / 4];
    while (count > 0) {
        /* A column begins at a multiple of four taps: zeros before `first`. */
        const int32_t before = first & 3;
        const int32_t room = TNS_COLUMN_BYTES / 2 - before;
        const int32_t piece = count < room ? count : room;
        uint32_t *end = column;
        int32_t rest = piece;
        if (before > 0) {
            const int32_t some = piece < 4 - before ? piece : 4 - before;
            end = tns_dsp_put(end, 1, tns_dsp_load_some(values, some) << 8 * before);
            rest -= some;
            values += some;
        }
        end = tns_dsp_widen(end, 1, values, rest);
        values += rest;
        add_of_one(l, column, first - before, (int32_t)(end - column) >> 1, sums);
        first += piece;
        count -= piece;
    }
}

#endif
