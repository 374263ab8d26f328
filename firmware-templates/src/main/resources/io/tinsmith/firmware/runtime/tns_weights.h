/*
 * Tinsmith runtime: the order of weights of convolutions and dense layers, [channels][taps].
 *
 * TNS_WEIGHT_QUADS 0: as they are. TNS_WEIGHT_QUADS 1: [channels / 4][taps / 4][4 channels][4 taps], both rounded up,
 * the rest 0: four words, one of each channel, that one load multiple fetches, and of which a load of two words fetches
 * those of a pair of channels.
 */
#ifndef TNS_WEIGHTS_H
#define TNS_WEIGHTS_H

#include "tns_cpu.h"
#include "tns_mac.h"

#define TNS_ROUND_UP_4(n) (((n) + 3) & ~3)

/* Bytes of so many channels of so many taps. */
static inline int32_t tns_weight_bytes(int32_t channels, int32_t taps)
{
#if TNS_WEIGHT_QUADS
    return TNS_ROUND_UP_4(channels) * TNS_ROUND_UP_4(taps);
#else
    return channels * taps;
#endif
}

/* The start of a channel's weights. */
static inline const int8_t *tns_weights_at(const int8_t *weights, int32_t taps, int32_t channel)
{
#if TNS_WEIGHT_QUADS
    return weights + (channel & ~3) * TNS_ROUND_UP_4(taps) + 4 * (channel & 3);
#else
    return weights + channel * taps;
#endif
}

/* A tap of the channel whose weights start at `channel`. */
static inline int32_t tns_weight(const int8_t *channel, int32_t tap)
{
#if TNS_WEIGHT_QUADS
    return channel[4 * (tap & ~3) + (tap & 3)];
#else
    return channel[tap];
#endif
}

/* sum + the dot product of `count` values by the channel's weights from tap `first` on. */
static inline uint32_t tns_weights_dot(uint32_t sum, const int8_t *channel, int32_t first, const int8_t *values,
                                       int32_t count)
{
#if TNS_WEIGHT_QUADS
    for (int32_t i = 0; i < count; i++) {
        sum = tns_mac(sum, tns_weight(channel, first + i), values[i]);
    }
    return sum;
#else
    return tns_dot(sum, channel + first, values, count);
#endif
}

/* The same where all values are one: taps that lie on padding. */
static inline uint32_t tns_weights_dot_constant(uint32_t sum, const int8_t *channel, int32_t first, int32_t value,
                                                int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        sum = tns_mac(sum, tns_weight(channel, first + i), value);
    }
    return sum;
}

#endif
