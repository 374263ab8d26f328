/* Depthwise convolution, channel multiplier 1. */
#include "tns_depthwise_row.h"
#include "tns_kernels.h"

void tns_depthwise_s8(const tns_conv_params *p, const int8_t *input, int8_t *output)
{
    const tns_row_source source = tns_source_image(p, input);
    tns_depthwise_rows(p, &source, output, p->out_h);
}
