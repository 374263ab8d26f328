/* Random convolutions: shapes of all kinds, weights, and scales that mostly land in int8. */
#ifndef RANDOM_CONV_H
#define RANDOM_CONV_H

#include "tns_kernels.h"

/* Size, strides, dilations and padding; the rest is 0. False if no output fits. */
int random_shape(tns_conv_params *p, int depthwise);

/* Fills in all but the shape of p. */
void random_convolution(tns_conv_params *p, int depthwise, int32_t **model_bias);

int32_t random_zero_point(void);
void random_activation(int32_t *low, int32_t *high);
void random_scales(int32_t count, int32_t taps, int32_t **multipliers, int8_t **shifts);

/* Random bias of the model, and the folded one that the kernels take; see random_conv.c. */
void random_bias(int32_t count, int32_t taps, int32_t channel_step, int32_t tap_step, const int8_t *weights,
                 int32_t zero_point, int32_t **model_bias, int32_t **folded_bias);

/* Weights [channels][taps] in the runtime's order (tns_weights.h). */
int8_t *packed(const int8_t *plain, int32_t channels, int32_t taps);

int32_t input_size(const tns_conv_params *p);
int32_t output_size(const tns_conv_params *p);

/* The shape as text, until the next call. */
const char *describe(const tns_conv_params *p);

#endif
