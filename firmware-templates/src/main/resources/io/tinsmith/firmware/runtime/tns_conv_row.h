/* Tinsmith runtime: output rows of a convolution, which the kernels of whole images and of rows share. */
#ifndef TNS_CONV_ROW_H
#define TNS_CONV_ROW_H

#include <stdint.h>

#include "tns_kernels.h"
#include "tns_row_source.h"

/*
 * Writes output rows, [rows][out_w][out_c], which must not overlap the rows read. The source is that of the first; there
 * may be several only of an image.
 */
void tns_conv_rows(const tns_conv_params *p, const tns_row_source *s, int32_t rows, int8_t *output);

#endif
