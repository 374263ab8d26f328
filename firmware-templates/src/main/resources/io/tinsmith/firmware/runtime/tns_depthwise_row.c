/* One output row of a depthwise convolution. */
#include "tns_depthwise_row.h"

#include "tns_dsp_depthwise.h"
#include "tns_mac.h"
#include "tns_requantize.h"

/* One pixel, all channels, with the kernel's first column at image column left, which may be outside. */
static void any_pixel(const tns_conv_params *p, const tns_row_source *s, int32_t left, int8_t *output)
{
    const int32_t channels = p->in_c;
    for (int32_t c = 0; c < channels; c++) {
        const int8_t *weights = p->weights + c;
        uint32_t sum = (uint32_t)p->bias[c];
        for (int32_t ky = 0; ky < p->k_h; ky++) {
            const int8_t *row = tns_source_row(p, s, ky);
            int32_t x = left;
            for (int32_t kx = 0; kx < p->k_w; kx++) {
                const int inside = row != NULL && x >= 0 && x < p->in_w;
                sum = tns_mac(sum, *weights, inside ? row[x * channels + c] : p->in_zero_point);
                weights += channels;
                x += p->dilation_w;
            }
        }
        output[c] = tns_requantize((int32_t)sum, p->multiplier[c], p->shift[c], p->out_zero_point, p->act_min,
                                   p->act_max);
    }
}

void tns_depthwise_row(const tns_conv_params *p, const tns_row_source *s, int8_t *output)
{
#if TNS_DSP
    if (p->in_c >= 4 && p->k_h <= TNS_DSP_DEPTHWISE_MAX_K_H) {
        tns_dsp_depthwise_row(p, s, output);
        return;
    }
#endif
    for (int32_t x = 0; x < p->out_w; x++) {
        any_pixel(p, s, x * p->stride_w - p->pad_left, output);
        output += p->in_c;
    }
}
