/*
 * Tinsmith runtime: what convolutions and dense layers have in common: output channels that are dot products of their
 * weights with columns of taps.
 */
#ifndef TNS_LAYER_H
#define TNS_LAYER_H

#include <stdint.h>

/* What the outputs of a layer share, and its channels' parameters. The input offset is in the bias. */
typedef struct {
    const int8_t *weights; /* [channels][taps] */
    const int32_t *bias;
    const int32_t *multiplier;
    const int8_t *shift;
    int32_t channels, taps;
    int32_t zero_point, act_min, act_max;
} tns_layer;

/* All channels of some pixels: columns[pixels][taps] to output[pixels][channels]; they must not overlap. */
void tns_layer_run(const tns_layer *l, const int8_t *columns, int8_t *output, int32_t pixels);

#endif
