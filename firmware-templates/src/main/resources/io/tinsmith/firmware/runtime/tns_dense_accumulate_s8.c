/* Fully connected layer, fed some values of its vector at a time. */
#include "tns_dsp_layer_add.h"
#include "tns_kernels.h"
#include "tns_weights.h"

void tns_dense_accumulate_s8(const tns_dense_params *p, const int8_t *input, int32_t first, int32_t count,
                             tns_sum *sums)
{
#if TNS_DSP
    const tns_layer layer = {p->weights,     p->bias,           p->multiplier, p->shift,  p->out_features,
                             p->in_features, p->out_zero_point, p->act_min,    p->act_max};
    tns_dsp_layer_add_some(&layer, input, first, count, sums);
#else
    for (int32_t o = 0; o < p->out_features; o++) {
        const int8_t *const weights = tns_weights_at(p->weights, p->in_features, o);
        sums[o] = (int32_t)tns_weights_dot((uint32_t)sums[o], weights, first, input, count);
    }
#endif
}
