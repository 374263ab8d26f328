/* Average pooling over the pixels inside the image, rounded half away from zero. */
#include "tns_kernels.h"
#include "tns_mve_pool.h"
#include "tns_pool_window.h"
#include "tns_requantize.h"

#if !TNS_MVE
static int32_t average(const tns_pool_params *p, tns_pool_span rows, tns_pool_span columns, const int8_t *channel)
{
    const int32_t width = columns.end - columns.begin;
    int32_t sum = 0;
    for (int32_t y = rows.begin; y < rows.end; y++) {
        sum = tns_pool_sum(sum, channel + (y * p->in_w + columns.begin) * p->channels, p->channels, width);
    }
    return tns_pool_average(sum, (rows.end - rows.begin) * width);
}
#endif

void tns_average_pool_s8(const tns_pool_params *p, const int8_t *input, int8_t *output)
{
    for (int32_t y = 0; y < p->out_h; y++) {
        const tns_pool_span rows = tns_pool_rows(p, y);
        for (int32_t x = 0; x < p->out_w; x++) {
            const tns_pool_span columns = tns_pool_columns(p, x);
#if TNS_MVE
            tns_mve_pool_average(p, rows, columns, input, output);
            output += p->channels;
#else
            for (int32_t c = 0; c < p->channels; c++) {
                *output++ = (int8_t)tns_clamp(average(p, rows, columns, input + c), p->act_min, p->act_max);
            }
#endif
        }
    }
}
