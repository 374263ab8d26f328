/* Maximum over the pixels of the window that lie inside the image. */
#include "tns_kernels.h"
#include "tns_pool_window.h"
#include "tns_requantize.h"

static int32_t maximum(const tns_pool_params *p, tns_pool_span rows, tns_pool_span columns, const int8_t *channel)
{
    int32_t max = INT8_MIN;
    for (int32_t y = rows.begin; y < rows.end; y++) {
        max = tns_pool_max(max, channel + (y * p->in_w + columns.begin) * p->channels, p->channels,
                           columns.end - columns.begin);
    }
    return max;
}

void tns_max_pool_s8(const tns_pool_params *p, const int8_t *input, int8_t *output)
{
    for (int32_t y = 0; y < p->out_h; y++) {
        const tns_pool_span rows = tns_pool_rows(p, y);
        for (int32_t x = 0; x < p->out_w; x++) {
            const tns_pool_span columns = tns_pool_columns(p, x);
            for (int32_t c = 0; c < p->channels; c++) {
                *output++ = (int8_t)tns_clamp(maximum(p, rows, columns, input + c), p->act_min, p->act_max);
            }
        }
    }
}
