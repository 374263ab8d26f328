/* One row of a convolution, from rows wherever they lie. */
#include "tns_conv_row.h"
#include "tns_kernels.h"

void tns_conv_row_s8(const tns_conv_params *p, const int8_t *const *rows, int8_t *output)
{
    const tns_row_source source = tns_source_rows(rows);
    tns_conv_rows(p, &source, 1, output);
}
