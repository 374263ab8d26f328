/* Average pooling over the pixels inside the image, rounded half away from zero. */
#include "tns_kernels.h"
#include "tns_pool_window.h"
#include "tns_requantize.h"

static int32_t average(const tns_pool_params *p, const tns_pool_window *w, const int8_t *channel)
{
    const int32_t count = (w->bottom - w->top) * (w->right - w->left);
    int32_t sum = 0;
    for (int32_t y = w->top; y < w->bottom; y++) {
        const int8_t *pixel = channel + (y * p->in_w + w->left) * p->channels;
        for (int32_t x = w->left; x < w->right; x++) {
            sum += *pixel;
            pixel += p->channels;
        }
    }
    return (sum > 0 ? sum + count / 2 : sum - count / 2) / count;
}

void tns_average_pool_s8(const tns_pool_params *p, const int8_t *input, int8_t *output)
{
    for (int32_t y = 0; y < p->out_h; y++) {
        for (int32_t x = 0; x < p->out_w; x++) {
            const tns_pool_window window = tns_pool_window_at(p, y, x);
            for (int32_t c = 0; c < p->channels; c++) {
                *output++ = (int8_t)tns_clamp(average(p, &window, input + c), p->act_min, p->act_max);
            }
        }
    }
}
