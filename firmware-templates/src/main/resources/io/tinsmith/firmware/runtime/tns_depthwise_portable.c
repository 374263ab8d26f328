/* One output row of any depthwise convolution, a channel at a time. */
#include "tns_depthwise_portable.h"

#include "tns_mac.h"
#include "tns_requantize.h"

/* Pointers to at most so many input rows are looked up once per output row. */
#define MAX_ROWS 8

/* One pixel: its place and how many kernel columns are left and right of the image. */
typedef struct {
    int32_t left, before, after;
} window;

static window window_at(const tns_conv_params *p, int32_t out_x)
{
    window w = {out_x * p->stride_w - p->pad_left, 0, 0};
    for (int32_t kx = 0; kx < p->k_w; kx++) {
        const int32_t x = w.left + kx * p->dilation_w;
        w.before += x < 0 ? 1 : 0;
        w.after += x >= p->in_w ? 1 : 0;
    }
    return w;
}

/* `count` taps of one channel, whose weights are `channels` bytes apart; inputs step bytes apart, or one value. */
static uint32_t add_taps(uint32_t sum, const int8_t *input, int32_t step, const int8_t *weights, int32_t channels,
                         int32_t count)
{
    for (; count > 0; count--) {
        sum = tns_mac(sum, *weights, *input);
        weights += channels;
        input += step;
    }
    return sum;
}

/* Adds one kernel row, at `row` or of padding where that is NULL, to channel c of a pixel. */
static uint32_t add_row(const tns_conv_params *p, const int8_t *row, uint32_t sum, const window *w,
                        const int8_t *weights, int32_t c)
{
    const int8_t padding = (int8_t)p->in_zero_point;
    const int32_t channels = p->in_c;
    if (row == NULL) {
        return add_taps(sum, &padding, 0, weights, channels, p->k_w);
    }
    const int32_t inside = p->k_w - w->before - w->after;
    const int32_t step = p->dilation_w * channels;
    if (inside < p->k_w) {
        sum = add_taps(sum, &padding, 0, weights, channels, w->before);
        sum = add_taps(sum, &padding, 0, weights + (p->k_w - w->after) * channels, channels, w->after);
    }
    row += w->left * channels + w->before * step + c;
    return add_taps(sum, row, step, weights + w->before * channels, channels, inside);
}

void tns_depthwise_portable_row(const tns_conv_params *p, const tns_row_source *s, int8_t *output)
{
    const int8_t *rows[MAX_ROWS];
    for (int32_t ky = 0; ky < p->k_h && ky < MAX_ROWS; ky++) {
        rows[ky] = tns_source_row(p, s, ky);
    }
    for (int32_t x = 0; x < p->out_w; x++) {
        const window w = window_at(p, x);
        for (int32_t c = 0; c < p->in_c; c++) {
            const int8_t *weights = p->weights + c;
            uint32_t sum = (uint32_t)p->bias[c];
            for (int32_t ky = 0; ky < p->k_h; ky++) {
                sum = add_row(p, ky < MAX_ROWS ? rows[ky] : tns_source_row(p, s, ky), sum, &w, weights, c);
                weights += p->k_w * p->in_c;
            }
            *output++ = tns_requantize((int32_t)sum, p->multiplier[c], p->shift[c], p->out_zero_point, p->act_min,
                                       p->act_max);
        }
    }
}
