/* Tinsmith runtime: output rows of a depthwise convolution, which all depthwise kernels share. */
#ifndef TNS_DEPTHWISE_ROW_H
#define TNS_DEPTHWISE_ROW_H

#include <stdint.h>

#include "tns_kernels.h"
#include "tns_row_source.h"

/*
 * Writes output rows, [rows][out_w][in_c], which must not overlap the rows read. `s` is the source of the first; there
 * is only one where it lists rows, or has some saved.
 */
void tns_depthwise_rows(const tns_conv_params *p, const tns_row_source *s, int8_t *output, int32_t rows);

/* Whether all rows of an image at once, with strides 1, may take the place of their input. */
int tns_depthwise_fits_in_place(const tns_conv_params *p);

#endif
