/* One row of a maximum pooling, from rows wherever they lie. */
#include <stddef.h>

#include "tns_kernels.h"
#include "tns_pool_window.h"
#include "tns_requantize.h"

static int32_t maximum(const tns_pool_params *p, const int8_t *const *rows, tns_pool_span columns, int32_t channel)
{
    const int32_t offset = columns.begin * p->channels + channel;
    int32_t max = INT8_MIN;
    for (int32_t ky = 0; ky < p->k_h; ky++) {
        if (rows[ky] != NULL) {
            max = tns_pool_max(max, rows[ky] + offset, p->channels, columns.end - columns.begin);
        }
    }
    return max;
}

void tns_max_pool_row_s8(const tns_pool_params *p, const int8_t *const *rows, int8_t *output)
{
    for (int32_t x = 0; x < p->out_w; x++) {
        const tns_pool_span columns = tns_pool_columns(p, x);
        for (int32_t c = 0; c < p->channels; c++) {
            *output++ = (int8_t)tns_clamp(maximum(p, rows, columns, c), p->act_min, p->act_max);
        }
    }
}
