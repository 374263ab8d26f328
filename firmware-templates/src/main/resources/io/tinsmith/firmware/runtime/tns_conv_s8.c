/* Convolution, groups = 1: any kernel, stride, dilation and padding. */
#include "tns_kernels.h"
#include "tns_mac.h"
#include "tns_requantize.h"

/* The accumulator of output channel o with the kernel's first tap at (top, left), which may lie outside the image. */
static uint32_t accumulate(const tns_conv_params *p, const int8_t *input, int32_t top, int32_t left, int32_t o)
{
    const int8_t *weights = p->weights + o * p->k_h * p->k_w * p->in_c;
    uint32_t sum = (uint32_t)p->bias[o];
    for (int32_t ky = 0; ky < p->k_h; ky++) {
        const int32_t y = top + ky * p->dilation_h;
        for (int32_t kx = 0; kx < p->k_w; kx++) {
            const int32_t x = left + kx * p->dilation_w;
            if (y >= 0 && y < p->in_h && x >= 0 && x < p->in_w) {
                sum = tns_dot(sum, weights, input + (y * p->in_w + x) * p->in_c, p->in_c);
            } else {
                sum = tns_dot_constant(sum, weights, p->in_zero_point, p->in_c);
            }
            weights += p->in_c;
        }
    }
    return sum;
}

void tns_conv_s8(const tns_conv_params *p, const int8_t *input, int8_t *output)
{
    for (int32_t y = 0; y < p->out_h; y++) {
        for (int32_t x = 0; x < p->out_w; x++) {
            for (int32_t o = 0; o < p->out_c; o++) {
                const uint32_t sum =
                    accumulate(p, input, y * p->stride_h - p->pad_top, x * p->stride_w - p->pad_left, o);
                *output++ = tns_requantize((int32_t)sum, p->multiplier[o], p->shift[o], p->out_zero_point, p->act_min,
                                           p->act_max);
            }
        }
    }
}
