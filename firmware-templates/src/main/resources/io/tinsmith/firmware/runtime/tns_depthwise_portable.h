/* Tinsmith runtime: one output row of any depthwise convolution, a channel at a time. */
#ifndef TNS_DEPTHWISE_PORTABLE_H
#define TNS_DEPTHWISE_PORTABLE_H

#include <stdint.h>

#include "tns_kernels.h"
#include "tns_row_source.h"

/* Writes one output row, [out_w][in_c], which must not overlap the rows read. */
void tns_depthwise_portable_row(const tns_conv_params *p, const tns_row_source *s, int8_t *output);

#endif
