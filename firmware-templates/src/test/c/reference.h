/*
 * Naive references, written from the TFLite 8-bit quantization specification: the input offset is subtracted at each
 * tap, padding adds nothing, bias is the model's own. Sums are int64, cut to int32 at the end.
 */
#ifndef REFERENCE_H
#define REFERENCE_H

#include "tns_kernels.h"

int32_t reference_scale(int32_t x, int32_t multiplier, int32_t shift);
void reference_conv(const tns_conv_params *p, const int32_t *model_bias, const int8_t *input, int8_t *output);
void reference_depthwise(const tns_conv_params *p, const int32_t *model_bias, const int8_t *input, int8_t *output);
void reference_dense(const tns_dense_params *p, int32_t in_zero_point, const int32_t *model_bias, const int8_t *input,
                     int8_t *output);
void reference_add(const tns_add_params *p, const int8_t *a, const int8_t *b, int8_t *output);
void reference_average_pool(const tns_pool_params *p, const int8_t *input, int8_t *output);
void reference_max_pool(const tns_pool_params *p, const int8_t *input, int8_t *output);

#endif
