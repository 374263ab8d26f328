/* Maximum over the pixels of the window that lie inside the image. */
#include "tns_kernels.h"
#include "tns_pool_window.h"
#include "tns_requantize.h"

static int32_t maximum(const tns_pool_params *p, const tns_pool_window *w, const int8_t *channel)
{
    int32_t max = INT8_MIN;
    for (int32_t y = w->top; y < w->bottom; y++) {
        const int8_t *pixel = channel + (y * p->in_w + w->left) * p->channels;
        for (int32_t x = w->left; x < w->right; x++) {
            max = *pixel > max ? *pixel : max;
            pixel += p->channels;
        }
    }
    return max;
}

void tns_max_pool_s8(const tns_pool_params *p, const int8_t *input, int8_t *output)
{
    for (int32_t y = 0; y < p->out_h; y++) {
        for (int32_t x = 0; x < p->out_w; x++) {
            const tns_pool_window window = tns_pool_window_at(p, y, x);
            for (int32_t c = 0; c < p->channels; c++) {
                *output++ = (int8_t)tns_clamp(maximum(p, &window, input + c), p->act_min, p->act_max);
            }
        }
    }
}
