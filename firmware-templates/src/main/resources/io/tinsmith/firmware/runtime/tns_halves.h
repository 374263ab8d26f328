/*
 * Tinsmith runtime: dense layers whose weights stand in halves of words. Only with TNS_WEIGHT_QUADS.
 *
 * The order is that of tns_weights.h, but that taps 0 and 1 of four, and 2 and 3, are one int16, 256 * w1 + w0: the sign of
 * w0 is carried into the byte of w1. Each product by a pair of inputs takes that int16 as it is, and its lower byte:
 *
 *     (256 w1 + w0) x1 + w0 (256 x0 + 127 - x1) = 256 (w0 x0 + w1 x1) + 127 w0
 *
 * so that half of the bytes need not be widened; 256 x0 + 127 - x1 is an int16 of any two int8. The bias is 256 times that
 * of other layers less 127 times the sum of each w0. The generator sees to it that the dot products and the bias stay
 * within 24 bits, that the multipliers and shifts are those of the quick way, and that no bound of the activation is
 * within int8; that taps are a multiple of 8 and channels of 4.
 */
#ifndef TNS_HALVES_H
#define TNS_HALVES_H

#include "tns_kernels.h"
#include "tns_paths.h"

/* One vector, input[in_features] to output[out_features]; 2 * in_features is at most TNS_COLUMN_BYTES. */
void tns_halves_run(const tns_dense_params *p, const int8_t *input, int8_t *output);

#endif
