/* Channels of a layer from columns. */
#include "tns_dsp_layer.h"

#include <stddef.h>

#include "tns_weights.h"

#if TNS_DSP

static void run_pairs(const tns_dsp_pair_job *job, int32_t pixels)
{
    if (pixels == 3) {
        tns_dsp_pairs_of_3(job);
    } else {
        tns_dsp_pairs_of_2(job);
    }
}

static int8_t requantize(const tns_layer *l, uint32_t sum, int32_t o)
{
    return tns_requantize((int32_t)sum, l->multiplier[o], l->shift[o], l->zero_point, l->act_min, l->act_max);
}

/* A job of the columns of one layer; weights, output and what belongs to channels come later. */
static tns_dsp_pair_job pair_job(const tns_layer *l, const uint32_t *columns, tns_dsp_groups g)
{
    const int32_t quads = (l->taps + 3) >> 2;
    const tns_dsp_pair_job job = {
        .offset = tns_quick_offset(l->zero_point),
        .stride = l->channels,
        .columns_end = columns + 2 * quads * g.pixels * g.groups,
        .columns = columns,
        .skip = -quads & 3,
    };
    return job;
}

static void set_weights(tns_dsp_pair_job *job, const tns_layer *l, const int8_t *weights)
{
    job->weights = weights;
    job->weights_end = weights + 4 * TNS_ROUND_UP_4(l->taps);
}

/* Copies weights of four channels, 16 bytes for each four taps: flash lets wait for each line of them. */
static __attribute__((noinline)) void copy_weights(const int8_t *from, uint32_t *to, int32_t quads)
{
    __asm volatile("lsrs %[n], %[n], #1\n\t"
                   "bcc 1f\n\t"
                   "ldm %[from]!, {r4-r7}\n\t"
                   "stm %[to]!, {r4-r7}\n"
                   "1:\n\t"
                   "beq 3f\n"
                   "2:\n\t"
                   "ldm %[from]!, {r4-r11}\n\t"
                   "stm %[to]!, {r4-r11}\n\t"
                   "subs %[n], %[n], #1\n\t"
                   "bne 2b\n"
                   "3:"
                   : [from] "+r"(from), [to] "+r"(to), [n] "+l"(quads)
                   :
                   : "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "cc", "memory");
}

/*
 * Two channels, or the last one alone, by way of their accumulators: added to `sums`, or where that is NULL requantized
 * to `output`. Slower than to requantize in the inner loop.
 */
static void by_sums(tns_dsp_pair_job job, tns_dsp_groups g, const tns_layer *l, int32_t o, int8_t *output,
                    tns_sum *sums)
{
    const int32_t both = o + 1 < l->channels;
    const int32_t words = (int32_t)(job.columns_end - job.columns) / g.groups;
    uint32_t results[6];
    job.sums = 1;
    for (int32_t i = 0; i < g.groups; i++) {
        job.output = results;
        job.columns_end = job.columns + words;
        run_pairs(&job, g.pixels);
        job.columns = job.columns_end;
        for (int32_t j = 0; j < g.pixels; j++) {
            if (sums != NULL) {
                sums[o] = (int32_t)((uint32_t)sums[o] + results[j]);
                if (both) {
                    sums[o + 1] = (int32_t)((uint32_t)sums[o + 1] + results[g.pixels + j]);
                }
                sums += l->channels;
            } else {
                output[o] = requantize(l, results[j], o);
                if (both) {
                    output[o + 1] = requantize(l, results[g.pixels + j], o + 1);
                }
                output += l->channels;
            }
        }
    }
}

static void layer_of_groups(const tns_layer *l, const uint32_t *columns, tns_dsp_groups g, uint32_t *copy,
                            int8_t *output)
{
    tns_dsp_pair_job job = pair_job(l, columns, g);
    const int plain = l->act_max - l->act_min == 255;
    const int copies = copy != NULL && g.groups >= TNS_DSP_COPY_GROUPS;
    for (int32_t o = 0; o < l->channels; o += 2) {
        const int8_t *weights = tns_weights_at(l->weights, l->taps, o);
        if (copies) {
            if ((o & 2) == 0) {
                copy_weights(weights, copy, (l->taps + 3) >> 2);
            }
            weights = (const int8_t *)copy + 4 * (o & 2);
        }
        const int32_t second = o + 1 < l->channels ? o + 1 : o;
        const int32_t m0 = l->multiplier[o];
        const int32_t m1 = l->multiplier[second];
        const int32_t shift0 = l->shift[o];
        const int32_t shift1 = l->shift[second];
        set_weights(&job, l, weights);
        job.bias0 = (uint32_t)l->bias[o];
        job.bias1 = (uint32_t)l->bias[second];
        if (plain && second != o && (tns_quick_sign(m0, shift0) & tns_quick_sign(m1, shift1)) < 0) {
            job.scale0 = tns_quick_prepare(m0, shift0);
            job.scale1 = tns_quick_prepare(m1, shift1);
            job.output = output + o;
            run_pairs(&job, g.pixels);
        } else {
            by_sums(job, g, l, o, output, NULL);
        }
    }
}

/* All quads of channels of one pixel, of `quads` times four taps from `first` on, a multiple of four. */
static tns_dsp_quad_job quad_job(const tns_layer *l, const uint32_t *column, int32_t first, int32_t quads)
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

/* Accumulators of the channels that are no whole quad, the bias not added. */
static void last_sums(tns_dsp_quad_job job, const tns_layer *l, tns_sum *sums)
{
    job.bias = sums;
    job.sums = sums;
    job.weights += (l->channels & ~3) * TNS_ROUND_UP_4(l->taps);
    job.count = 1;
    for (int32_t i = 0; i < 4; i++) {
        sums[i] = 0;
    }
    (void)tns_dsp_quads_of_1(&job);
}

static void layer_of_one(const tns_layer *l, const uint32_t *column, int8_t *output)
{
    tns_dsp_quad_job job = quad_job(l, column, 0, (l->taps + 3) >> 2);
    const tns_dsp_quad_job whole = job;
    const int plain = l->act_max - l->act_min == 255;
    const int32_t quads = job.count;
    int32_t o = 0;
    tns_sum sums[4];
    while (o < 4 * quads) {
        int32_t left = job.count = plain ? quads - (o >> 2) : 1;
        job.output = output + o;
        job.bias = whole.bias + o;
        job.multiplier = l->multiplier + o;
        job.shift = l->shift + o;
        job.weights = whole.weights + o * TNS_ROUND_UP_4(l->taps);
        job.sums = plain ? NULL : (tns_sum *)job.slow;
        left = tns_dsp_quads_of_1(&job);
        o += 4 * (job.count - left);
        if (left > 0 || !plain) {
            o = plain ? o : o - 4;
            for (int32_t i = 0; i < 4; i++) {
                output[o] = requantize(l, job.slow[i], o);
                o++;
            }
        }
    }
    if (o < l->channels) {
        last_sums(whole, l, sums);
        for (int32_t i = 0; o < l->channels; i++) {
            output[o] = requantize(l, (uint32_t)l->bias[o] + (uint32_t)sums[i], o);
            o++;
        }
    }
}

/* Adds to the sums of one pixel. */
static void add_of_one(const tns_layer *l, const uint32_t *column, int32_t first, int32_t quads, tns_sum *sums)
{
    tns_dsp_quad_job job = quad_job(l, column, first, quads);
    tns_sum last[4];
    job.bias = sums;
    job.sums = sums;
    if (job.count > 0) {
        (void)tns_dsp_quads_of_1(&job);
    }
    if ((l->channels & 3) != 0) {
        last_sums(job, l, last);
        for (int32_t o = l->channels & ~3; o < l->channels; o++) {
            sums[o] = (int32_t)((uint32_t)sums[o] + (uint32_t)last[o & 3]);
        }
    }
}

void tns_dsp_layer_run(const tns_layer *l, const uint32_t *columns, tns_dsp_groups groups, uint32_t *weights,
                       int8_t *output)
{
    if (groups.pixels > 1) {
        layer_of_groups(l, columns, groups, weights, output);
    } else {
        layer_of_one(l, columns, output);
    }
}

void tns_dsp_layer_add(const tns_layer *l, const uint32_t *columns, tns_dsp_groups groups, tns_sum *sums)
{
    if (groups.pixels > 1) {
        tns_dsp_pair_job job = pair_job(l, columns, groups);
        job.bias0 = 0;
        job.bias1 = 0;
        for (int32_t o = 0; o < l->channels; o += 2) {
            set_weights(&job, l, tns_weights_at(l->weights, l->taps, o));
            by_sums(job, groups, l, o, NULL, sums);
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
