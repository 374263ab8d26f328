/*
 * Tinsmith runtime: channels of a layer from columns, on the DSP extension. Only with TNS_DSP.
 *
 * Pixels go in groups of three, which is the most that the registers hold, or two, or alone.
 */
#ifndef TNS_DSP_LAYER_H
#define TNS_DSP_LAYER_H

#include "tns_dsp_columns.h"
#include "tns_dsp_pairs.h"
#include "tns_dsp_quads.h"
#include "tns_layer.h"

#if TNS_DSP

/* Some groups of `pixels` pixels. */
typedef struct {
    int32_t pixels, groups;
} tns_dsp_groups;

/* Weights of four channels are copied out of flash where so many groups read them. */
#define TNS_DSP_COPY_GROUPS 3

/* Where columns and weights lie in a buffer. */
typedef struct {
    int32_t pixels; /* whose columns fit */
    int32_t copies; /* whether the weights of four channels fit behind them */
    int32_t words;  /* of both */
} tns_dsp_room;

/* The weights of four channels take what the columns of two pixels do. */
static inline tns_dsp_room tns_dsp_room_of(int32_t bytes, int32_t taps)
{
    const int32_t column = TNS_DSP_COLUMN_BYTES(taps);
    const int32_t beside = bytes / column - 2;
    const int copies = beside >= 3 * TNS_DSP_COPY_GROUPS;
    const tns_dsp_room room = {copies ? beside : beside + 2, copies, (beside + 2) * (column / 4)};
    return room;
}

/* What to do next of `left` pixels where the columns of `room` pixels, at least 1, fit the buffer. */
static inline tns_dsp_groups tns_dsp_next_groups(int32_t left, int32_t room)
{
    tns_dsp_groups next = {1, 1};
    if (left > 1 && room > 1) {
        /* Four are two groups of two, not three and one. */
        next.pixels = room == 2 || left == 2 || left == 4 ? 2 : 3;
        next.groups = left / next.pixels;
        if (next.pixels == 3 && left % 3 == 1) {
            next.groups--;
        }
        if (next.groups > room / next.pixels) {
            next.groups = room / next.pixels;
        }
    }
    return next;
}

/* Widens the taps of their pixels, [pixels][taps]. */
static inline void tns_dsp_widen_groups(uint32_t *to, tns_dsp_groups g, const int8_t *from, int32_t taps)
{
    for (int32_t i = 0; i < g.groups; i++) {
        for (int32_t j = 0; j < g.pixels; j++) {
            (void)tns_dsp_widen(to + j, g.pixels, from, taps);
            from += taps;
        }
        to += g.pixels * (TNS_DSP_COLUMN_BYTES(taps) / 4);
    }
}

/*
 * All channels of some groups: columns of all taps to output[pixels][l->channels]. `weights` is where those of four
 * channels may be copied to, or NULL.
 */
void tns_dsp_layer_run(const tns_layer *l, const uint32_t *columns, tns_dsp_groups groups, uint32_t *weights,
                       int8_t *output);

#endif
#endif
