/* One output row of a convolution with any number of taps. */
#include "tns_conv_any.h"

#include "tns_requantize.h"
#include "tns_weights.h"

/* The accumulator of output channel o with the kernel's first column at `left`, which may lie outside the image. */
static uint32_t accumulate(const tns_conv_params *p, const tns_row_source *s, int32_t left, int32_t o)
{
    const int8_t *const weights = tns_weights_at(p->weights, p->k_h * p->k_w * p->in_c, o);
    uint32_t sum = (uint32_t)p->bias[o];
    int32_t tap = 0;
    for (int32_t ky = 0; ky < p->k_h; ky++) {
        const int8_t *row = tns_source_row(p, s, ky);
        for (int32_t kx = 0; kx < p->k_w; kx++) {
            const int32_t x = left + kx * p->dilation_w;
            if (row != NULL && x >= 0 && x < p->in_w) {
                sum = tns_weights_dot(sum, weights, tap, row + x * p->in_c, p->in_c);
            } else {
                sum = tns_weights_dot_constant(sum, weights, tap, p->in_zero_point, p->in_c);
            }
            tap += p->in_c;
        }
    }
    return sum;
}

void tns_conv_any_row(const tns_conv_params *p, const tns_row_source *s, int8_t *output)
{
    const int8_t *rows[TNS_LOOKED_UP_ROWS];
    const tns_row_source source = tns_source_looked_up(p, s, rows);
    for (int32_t x = 0; x < p->out_w; x++) {
        for (int32_t o = 0; o < p->out_c; o++) {
            const uint32_t sum = accumulate(p, &source, x * p->stride_w - p->pad_left, o);
            *output++ = tns_requantize((int32_t)sum, p->multiplier[o], p->shift[o], p->out_zero_point, p->act_min,
                                       p->act_max);
        }
    }
}
