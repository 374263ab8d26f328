/* Runs row kernels over whole images, each input row in memory of its own, so that the sanitizers see any slip. */
#ifndef ROWS_H
#define ROWS_H

#include "tns_kernels.h"

typedef void (*conv_row_kernel)(const tns_conv_params *p, const int8_t *const *rows, int8_t *output);
typedef void (*pool_row_kernel)(const tns_pool_params *p, const int8_t *const *rows, int8_t *output);

void check_conv_rows(conv_row_kernel kernel, const tns_conv_params *p, const int8_t *input, const int8_t *expected,
                     const char *shape);
void check_pool_rows(pool_row_kernel kernel, const tns_pool_params *p, const int8_t *input, const int8_t *expected,
                     const char *shape);

#endif
