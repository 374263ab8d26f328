/* Tinsmith runtime: one output row of a convolution with any number of taps. */
#ifndef TNS_CONV_ANY_H
#define TNS_CONV_ANY_H

#include <stdint.h>

#include "tns_kernels.h"
#include "tns_row_source.h"

/* Writes one output row, [out_w][out_c], which must not overlap the rows read. */
void tns_conv_any_row(const tns_conv_params *p, const tns_row_source *s, int8_t *output);

#endif
