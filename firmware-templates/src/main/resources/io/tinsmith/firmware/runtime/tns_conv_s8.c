/* Convolution, groups = 1: any kernel, stride, dilation and padding. */
#include "tns_conv_row.h"
#include "tns_kernels.h"

void tns_conv_s8(const tns_conv_params *p, const int8_t *input, int8_t *output)
{
    tns_row_source source = tns_source_image(p, input);
    for (int32_t y = 0; y < p->out_h; y++) {
        tns_conv_row(p, &source, output);
        output += p->out_w * p->out_c;
        source.top += p->stride_h;
    }
}
