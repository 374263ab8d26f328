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
#include "tns_paths.h"

#if TNS_DSP

/* Some groups of `pixels` pixels. */
typedef struct {
    int32_t pixels, groups;
    int32_t fours; /* whether tns_dsp_fours_run takes them */
} tns_dsp_groups;

/* Weights of four channels are copied out of flash where so many groups read them. */
#define TNS_DSP_COPY_GROUPS 3

/* Weights of four channels are widened where so many pixels at least take them, in so many bytes. */
#define TNS_DSP_FOUR_PIXELS 10
#define TNS_DSP_FOUR_BYTES 2048

/* Where columns and weights lie in a buffer. */
typedef struct {
    int32_t pixels; /* whose columns fit */
    int32_t copies; /* bytes of each weight of four channels that fit behind them: 0, 1, or 2 for tns_dsp_fours_run */
    int32_t words;  /* of both */
} tns_dsp_room;

/* Whether outputs are all of int8. */
static inline int tns_dsp_is_plain(const tns_layer *l)
{
    return l->act_max - l->act_min == 255;
}

/* A byte of each weight of four channels takes what the columns of two pixels do. */
static inline tns_dsp_room tns_dsp_room_of(int32_t bytes, const tns_layer *l)
{
    const int32_t column = TNS_DSP_COLUMN_BYTES(l->taps);
    const int32_t most = bytes / column;
    tns_dsp_room room = {most, 0, most * (column / 4)};
    if (TNS_USE_FOURS && tns_dsp_is_plain(l) && l->channels >= 4 && bytes >= TNS_DSP_FOUR_BYTES
        && most - 4 >= TNS_DSP_FOUR_PIXELS) {
        room.copies = 2;
    } else if (most - 2 >= 3 * TNS_DSP_COPY_GROUPS) {
        room.copies = 1;
    }
    room.pixels -= 2 * room.copies;
    return room;
}

/* What to do next of `left` pixels where the columns of `room` pixels, at least 1, fit the buffer. */
static inline tns_dsp_groups tns_dsp_next_groups(int32_t left, int32_t room)
{
    tns_dsp_groups next = {1, 1, 0};
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

/*
 * The same in a room. Where weights are widened batches are of even numbers of pixels, as equal as may be, but that the
 * last three of an odd number are a group.
 */
static inline tns_dsp_groups tns_dsp_next_batch(int32_t left, tns_dsp_room room)
{
    if (!TNS_USE_FOURS || room.copies < 2 || left < TNS_DSP_FOUR_PIXELS) {
        return tns_dsp_next_groups(left, room.pixels);
    }
    const int32_t batches = (left - 1) / (room.pixels & ~1) + 1;
    const int32_t share = (left - 1) / (2 * batches) + 1;
    const int32_t most = (left >> 1) - (left & 1);
    const tns_dsp_groups next = {2, share < most ? share : most, 1};
    return next;
}

/* Widens taps of pixels, each of which begin `step` bytes behind those of the one before, to groups of so many words. */
TNS_INLINE void tns_dsp_widen_run(uint32_t *to, int32_t words, tns_dsp_groups g, const int8_t *from, int32_t step,
                                  int32_t taps)
{
    if (g.pixels == 2 && (taps & 3) == 0) {
        for (int32_t i = g.groups; i > 0; i--) {
            (void)tns_dsp_widen_two(to, from, from + step, taps);
            from += 2 * step;
            to += words;
        }
    } else if (!TNS_DSP_SMALL && g.pixels == 3 && (taps & 7) == 0) {
        for (int32_t i = g.groups; i > 0; i--) {
            (void)tns_dsp_widen_three(to, from, from + step, from + 2 * step, taps);
            from += 3 * step;
            to += words;
        }
    } else {
        for (int32_t i = g.groups; i > 0; i--) {
            for (int32_t j = 0; j < g.pixels; j++) {
                (void)tns_dsp_widen(to + j, g.pixels, from, taps);
                from += step;
            }
            to += words;
        }
    }
}

/* Widens the taps of all pixels, [pixels][taps]. */
static inline void tns_dsp_widen_groups(uint32_t *to, tns_dsp_groups g, const int8_t *from, int32_t taps)
{
    tns_dsp_widen_run(to, g.pixels * (TNS_DSP_COLUMN_BYTES(taps) / 4), g, from, taps, taps);
}

/*
 * All channels of some groups: columns of all taps to output[pixels][l->channels]. `weights` is where those of four
 * channels may be copied to, or NULL.
 */
void tns_dsp_layer_run(const tns_layer *l, const uint32_t *columns, tns_dsp_groups groups, uint32_t *weights,
                       int8_t *output);

#endif
#endif
