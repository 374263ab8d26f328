/* Tinsmith runtime: one output row of a convolution, which the kernels of whole images and of rows share. */
#ifndef TNS_CONV_ROW_H
#define TNS_CONV_ROW_H

#include <stdint.h>

#include "tns_kernels.h"
#include "tns_row_source.h"

/* Writes one output row, [out_w][out_c], which must not overlap the rows read. */
void tns_conv_row(const tns_conv_params *p, const tns_row_source *s, int8_t *output);

#endif
