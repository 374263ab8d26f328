/*
 * Tinsmith runtime: four channels of groups of two pixels, on the DSP extension. Only with TNS_DSP.
 *
 * Weights of four channels are copied as int16 lanes, which pays where many pixels take them: the inner loop is then
 * loads, four in a row as a rule, which cores overlap, and SMLAD.
 */
#ifndef TNS_DSP_FOURS_H
#define TNS_DSP_FOURS_H

#include "tns_dsp_layer.h"

#if TNS_DSP

/* Four channels of groups of two pixels. The assembly knows the order of the fields. */
typedef struct {
    int8_t *output; /* of the first pixel and channel */
    int32_t stride; /* bytes from pixel to pixel of the output */
    int32_t offset; /* tns_quick_offset */
    tns_quick_scale scale[4];
    uint32_t bias[4];
    const uint32_t *weights; /* eight words for each four taps: 0 and 2 of each channel, then 1 and 3 */
    const uint32_t *columns_end;
    int32_t skip;                /* of a round, TNS_DSP_ROUND times four taps, that begins behind the first four */
    const uint32_t *weights_end; /* a word less where halves below zero are rounded away from it, as they must be */
    const uint32_t *columns;
} tns_dsp_four_job;

/*
 * Channels of a layer whose outputs are all of int8, from `first`, a multiple of four. `weights` is where those of four
 * channels are copied to: the words of four columns. Returns the first channel that is left: the first of four of which
 * one does not requantize the quick way, or of the last, fewer than four.
 */
int32_t tns_dsp_fours_run(const tns_layer *l, const uint32_t *columns, tns_dsp_groups groups, int32_t first,
                          uint32_t *weights, int8_t *output);

#endif
#endif
