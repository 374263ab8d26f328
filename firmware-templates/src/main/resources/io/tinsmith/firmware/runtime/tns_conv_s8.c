/* Convolution, groups = 1: any kernel, stride, dilation and padding. */
#include "tns_conv_row.h"
#include "tns_kernels.h"

void tns_conv_s8(const tns_conv_params *p, const int8_t *input, int8_t *output)
{
    const tns_row_source source = tns_source_image(p, input);
    tns_conv_rows(p, &source, p->out_h, output);
}
