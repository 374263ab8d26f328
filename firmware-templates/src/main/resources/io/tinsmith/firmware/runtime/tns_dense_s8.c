/* Fully connected layer on one vector. */
#include "tns_halves.h"
#include "tns_kernels.h"
#include "tns_layer.h"

void tns_dense_s8(const tns_dense_params *p, const int8_t *input, int8_t *output)
{
#if TNS_WEIGHT_QUADS && TNS_USE_HALVES
    if (p->halves) {
        tns_halves_run(p, input, output);
        return;
    }
#endif
    const tns_layer layer = {p->weights,     p->bias,           p->multiplier, p->shift,  p->out_features,
                             p->in_features, p->out_zero_point, p->act_min,    p->act_max};
    tns_layer_run(&layer, input, output, 1);
}
