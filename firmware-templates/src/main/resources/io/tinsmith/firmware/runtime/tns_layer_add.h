/* Tinsmith runtime: a layer some taps at a time: what they add to its accumulators. */
#ifndef TNS_LAYER_ADD_H
#define TNS_LAYER_ADD_H

#include <stdint.h>

#include "tns_kernels.h"
#include "tns_layer.h"

/*
 * Adds to sums[pixels][channels] the products of columns[pixels][taps] by weights[channels][taps]. Reads no other
 * parameter of l.
 */
void tns_layer_add(const tns_layer *l, const int8_t *columns, tns_sum *sums, int32_t pixels);

#endif
