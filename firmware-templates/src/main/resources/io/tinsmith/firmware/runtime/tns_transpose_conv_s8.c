/* Transposed convolution, output by output: of each the taps that reach it. */
#include "tns_kernels.h"
#include "tns_mac.h"
#include "tns_requantize.h"

/* The taps of an output along an axis: from kernel row `tap` on, in steps of the stride, ever lower input rows from `at` on. */
typedef struct {
    int32_t tap, at;
} reach;

static inline reach reach_of(int32_t place, int32_t stride, int32_t size)
{
    reach r;
    r.tap = place % stride;
    r.at = place / stride;
    if (r.at >= size) {
        r.tap += (r.at - size + 1) * stride;
        r.at = size - 1;
    }
    return r;
}

/* The accumulator of channel o. */
static uint32_t accumulate(const tns_transpose_conv_params *p, int32_t o, const int8_t *input, reach rows, reach columns)
{
    uint32_t sum = (uint32_t)p->bias[o];
    for (; rows.tap < p->k_h && rows.at >= 0; rows.tap += p->stride_h, rows.at--) {
        reach column = columns;
        for (; column.tap < p->k_w && column.at >= 0; column.tap += p->stride_w, column.at--) {
            const int32_t tap = (o * p->k_h + rows.tap) * p->k_w + column.tap;
            const int8_t *pixel = input + (rows.at * p->in_w + column.at) * p->in_c;
            sum = tns_dot(sum + (uint32_t)p->offsets[tap], p->weights + tap * p->in_c, pixel, p->in_c);
        }
    }
    return sum;
}

void tns_transpose_conv_s8(const tns_transpose_conv_params *p, const int8_t *input, int8_t *output)
{
    for (int32_t y = 0; y < p->out_h; y++) {
        const reach rows = reach_of(y + p->pad_top, p->stride_h, p->in_h);
        for (int32_t x = 0; x < p->out_w; x++) {
            const reach columns = reach_of(x + p->pad_left, p->stride_w, p->in_w);
            for (int32_t o = 0; o < p->out_c; o++) {
                const int32_t sum = (int32_t)accumulate(p, o, input, rows, columns);
                *output++ = tns_requantize(sum, p->multiplier[o], p->shift[o], p->out_zero_point, p->act_min, p->act_max);
            }
        }
    }
}
