/* The output of a fully connected layer, from its sums. */
#include "tns_kernels.h"
#include "tns_layer_finish.h"

void tns_dense_finish_s8(const tns_dense_params *p, const tns_sum *sums, int8_t *output)
{
    const tns_layer layer = {p->weights,     p->bias,           p->multiplier, p->shift,  p->out_features,
                             p->in_features, p->out_zero_point, p->act_min,    p->act_max};
    tns_layer_finish(&layer, sums, output, 1);
}
