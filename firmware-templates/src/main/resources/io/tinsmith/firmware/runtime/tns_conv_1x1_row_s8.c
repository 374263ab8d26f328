/* One row of a pointwise convolution. */
#include "tns_kernels.h"
#include "tns_layer.h"

void tns_conv_1x1_row_s8(const tns_conv_params *p, const int8_t *const *rows, int8_t *output)
{
    const tns_layer layer = {p->weights, p->bias,           p->multiplier, p->shift,  p->out_c,
                             p->in_c,    p->out_zero_point, p->act_min,    p->act_max};
    tns_layer_run(&layer, rows[0], output, p->out_w);
}
