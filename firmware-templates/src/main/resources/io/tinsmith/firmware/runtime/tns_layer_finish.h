/* Tinsmith runtime: a layer some taps at a time: its outputs from its accumulators. */
#ifndef TNS_LAYER_FINISH_H
#define TNS_LAYER_FINISH_H

#include <stdint.h>

#include "tns_kernels.h"
#include "tns_layer.h"

/* Adds the bias to sums[pixels][channels], which stay as they are, and requantizes them to output[pixels][channels]. */
void tns_layer_finish(const tns_layer *l, const tns_sum *sums, int8_t *output, int32_t pixels);

#endif
