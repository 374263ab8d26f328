/* Channels of a layer from columns. */
#include "tns_dsp_layer.h"

#include <stddef.h>

#include "tns_dsp_fours.h"
#include "tns_dsp_jobs.h"
#include "tns_weights.h"

#if TNS_DSP

static int8_t requantize(const tns_layer *l, uint32_t sum, int32_t o)
{
    return tns_requantize((int32_t)sum, l->multiplier[o], l->shift[o], l->zero_point, l->act_min, l->act_max);
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

/* Two channels, or the last one alone, by way of their accumulators: slower than to requantize in the inner loop. */
static void by_sums(tns_dsp_pair_job job, tns_dsp_groups g, const tns_layer *l, int32_t o, int8_t *output)
{
    const int32_t words = (int32_t)(job.columns_end - job.columns) / g.groups;
    uint32_t results[6];
    for (int32_t i = 0; i < g.groups; i++) {
        tns_dsp_pairs_sums(&job, g.pixels, words, results);
        for (int32_t j = 0; j < g.pixels; j++) {
            output[o] = requantize(l, results[j], o);
            if (o + 1 < l->channels) {
                output[o + 1] = requantize(l, results[g.pixels + j], o + 1);
            }
            output += l->channels;
        }
    }
}

/*
 * Channels from an even one, `first`, to `end` of groups of two or three pixels. Weights of four channels are copied to
 * `copy` first, unless it is NULL. Not inlined, as layer_of_one: jobs of other ways need no room on the stack.
 */
static __attribute__((noinline)) void layer_of_pairs(const tns_layer *l, const uint32_t *columns,
                                                     tns_dsp_groups groups, int32_t first, int32_t end,
                                                     uint32_t *copy, int8_t *output)
{
    tns_dsp_pair_job job = tns_dsp_pair_job_of(l, columns, groups);
    const int plain = tns_dsp_is_plain(l);
    for (int32_t o = first; o < end; o += 2) {
        const int8_t *weights = tns_weights_at(l->weights, l->taps, o);
        if (copy != NULL) {
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
        tns_dsp_pair_weights(&job, l, weights);
        job.bias0 = (uint32_t)l->bias[o];
        job.bias1 = (uint32_t)l->bias[second];
        if (plain && second != o && (tns_quick_sign(m0, shift0) & tns_quick_sign(m1, shift1)) < 0) {
            job.scale0 = tns_quick_prepare(m0, shift0);
            job.scale1 = tns_quick_prepare(m1, shift1);
            job.output = output + o;
            tns_dsp_pairs_run(&job, groups.pixels);
        } else {
            by_sums(job, groups, l, o, output);
        }
    }
}

static __attribute__((noinline)) void layer_of_one(const tns_layer *l, const uint32_t *column, int8_t *output)
{
    tns_dsp_quad_job job = tns_dsp_quad_job_of(l, column, 0, (l->taps + 3) >> 2);
    const int plain = tns_dsp_is_plain(l);
    const int32_t quads = job.count;
    int32_t o = 0;
    tns_sum sums[4];
    while (o < 4 * quads) {
        int32_t left = job.count = plain ? quads - (o >> 2) : 1;
        job.output = output + o;
        job.bias = (const tns_sum *)l->bias + o;
        job.multiplier = l->multiplier + o;
        job.shift = l->shift + o;
        job.weights = l->weights + o * TNS_ROUND_UP_4(l->taps);
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
        job.weights = l->weights;
        tns_dsp_last_sums(&job, l, sums);
        for (int32_t i = 0; o < l->channels; i++) {
            output[o] = requantize(l, (uint32_t)l->bias[o] + (uint32_t)sums[i], o);
            o++;
        }
    }
}

void tns_dsp_layer_run(const tns_layer *l, const uint32_t *columns, tns_dsp_groups groups, uint32_t *weights,
                       int8_t *output)
{
    if (groups.pixels == 1) {
        layer_of_one(l, columns, output);
        return;
    }
    const int fours = TNS_USE_FOURS && groups.fours;
    const int copies = !fours && groups.groups >= TNS_DSP_COPY_GROUPS;
    int32_t o = 0;
    while (o < l->channels) {
        int32_t end = l->channels;
        if (fours) {
            o = tns_dsp_fours_run(l, columns, groups, o, weights, output);
            end = o + 4 < end ? o + 4 : end;
        }
        layer_of_pairs(l, columns, groups, o, end, copies ? weights : NULL, output);
        o = end;
    }
}

#endif
