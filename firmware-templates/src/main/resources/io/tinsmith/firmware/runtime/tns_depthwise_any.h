/* Tinsmith runtime: output rows of a depthwise convolution with any kernel, one by one. */
#ifndef TNS_DEPTHWISE_ANY_H
#define TNS_DEPTHWISE_ANY_H

#include <stdint.h>

#include "tns_kernels.h"
#include "tns_row_source.h"

/* As tns_depthwise_rows. */
void tns_depthwise_any_rows(const tns_conv_params *p, const tns_row_source *s, int8_t *output, int32_t rows);

#endif
