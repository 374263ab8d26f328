/* Pointwise convolution: kernel 1x1, strides 1, no padding. */
#include "tns_dsp_conv.h"
#include "tns_kernels.h"
#include "tns_mac.h"
#include "tns_requantize.h"

#if TNS_DSP

void tns_conv_1x1_s8(const tns_conv_params *p, const int8_t *input, int8_t *output)
{
    const tns_dsp_layer layer = {p->weights, p->bias,           p->multiplier, p->shift,  p->out_c,
                                 p->in_c,    p->out_zero_point, p->act_min,    p->act_max};
    tns_dsp_layer_run(&layer, input, output, p->out_h * p->out_w);
}

#else

void tns_conv_1x1_s8(const tns_conv_params *p, const int8_t *input, int8_t *output)
{
    const int32_t pixels = p->out_h * p->out_w;
    for (int32_t i = 0; i < pixels; i++) {
        const int8_t *weights = p->weights;
        for (int32_t o = 0; o < p->out_c; o++) {
            const uint32_t sum = tns_dot((uint32_t)p->bias[o], weights, input, p->in_c);
            *output++ = tns_requantize((int32_t)sum, p->multiplier[o], p->shift[o], p->out_zero_point, p->act_min,
                                       p->act_max);
            weights += p->in_c;
        }
        input += p->in_c;
    }
}

#endif
