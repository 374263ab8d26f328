/* Convolution in groups, and depthwise convolution with a channel multiplier. */
#include <stddef.h>

#include "tns_kernels.h"
#include "tns_requantize.h"

/* What one tap adds: of group_c input channels, or of padding, where pixel is NULL. */
static int32_t tap(const tns_conv_params *p, const int8_t *weights, int32_t group_c, const int8_t *pixel)
{
    int32_t sum = 0;
    for (int32_t c = 0; c < group_c; c++) {
        sum += weights[c] * (pixel == NULL ? p->in_zero_point : pixel[c]);
    }
    return sum;
}

/* The accumulator of one output; x and y are those of the first tap, input begins at the group's first channel. */
static int32_t accumulate(const tns_conv_params *p, int32_t o, int32_t group_c, const int8_t *input, int32_t y, int32_t x)
{
    const int8_t *weights = p->weights + o * p->k_h * p->k_w * group_c;
    int32_t sum = p->bias[o];
    for (int32_t ky = 0; ky < p->k_h; ky++) {
        const int32_t in_y = y + ky * p->dilation_h;
        for (int32_t kx = 0; kx < p->k_w; kx++) {
            const int32_t in_x = x + kx * p->dilation_w;
            const int inside = in_y >= 0 && in_y < p->in_h && in_x >= 0 && in_x < p->in_w;
            const int8_t *pixel = inside ? input + (in_y * p->in_w + in_x) * p->in_c : NULL;
            sum = tns_add_wrapping(sum, tap(p, weights, group_c, pixel));
            weights += group_c;
        }
    }
    return sum;
}

void tns_conv_groups_s8(const tns_conv_params *p, int32_t group_c, const int8_t *input, int8_t *output)
{
    const int32_t group_out = p->out_c / (p->in_c / group_c);
    for (int32_t y = 0; y < p->out_h; y++) {
        for (int32_t x = 0; x < p->out_w; x++) {
            const int32_t in_y = y * p->stride_h - p->pad_top;
            const int32_t in_x = x * p->stride_w - p->pad_left;
            for (int32_t o = 0; o < p->out_c; o++) {
                const int8_t *group = input + o / group_out * group_c;
                const int32_t sum = accumulate(p, o, group_c, group, in_y, in_x);
                *output++ = tns_requantize(sum, p->multiplier[o], p->shift[o], p->out_zero_point, p->act_min, p->act_max);
            }
        }
    }
}
