/* Fully connected layer on one vector. */
#include "tns_dsp_conv.h"
#include "tns_kernels.h"
#include "tns_mac.h"
#include "tns_requantize.h"

#if TNS_DSP

void tns_dense_s8(const tns_dense_params *p, const int8_t *input, int8_t *output)
{
    const tns_dsp_layer layer = {p->weights,      p->bias,        p->multiplier,     p->shift,  p->out_features,
                                 p->in_features, p->out_zero_point, p->act_min, p->act_max};
    tns_dsp_layer_run(&layer, input, output, 1);
}

#else

void tns_dense_s8(const tns_dense_params *p, const int8_t *input, int8_t *output)
{
    const int8_t *weights = p->weights;
    for (int32_t o = 0; o < p->out_features; o++) {
        const uint32_t sum = tns_dot((uint32_t)p->bias[o], weights, input, p->in_features);
        output[o] = tns_requantize((int32_t)sum, p->multiplier[o], p->shift[o], p->out_zero_point, p->act_min,
                                   p->act_max);
        weights += p->in_features;
    }
}

#endif
