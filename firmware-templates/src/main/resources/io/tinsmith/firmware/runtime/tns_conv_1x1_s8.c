/* Pointwise convolution: kernel 1x1, strides 1, no padding. The image is its own columns. */
#include "tns_kernels.h"
#include "tns_layer.h"

void tns_conv_1x1_s8(const tns_conv_params *p, const int8_t *input, int8_t *output)
{
    const tns_layer layer = {p->weights, p->bias,           p->multiplier, p->shift,  p->out_c,
                             p->in_c,    p->out_zero_point, p->act_min,    p->act_max};
    tns_layer_run(&layer, input, output, p->out_h * p->out_w);
}
