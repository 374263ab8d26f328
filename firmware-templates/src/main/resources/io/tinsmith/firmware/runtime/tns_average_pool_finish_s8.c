/* The output of a global average pooling, from its sums. */
#include "tns_kernels.h"
#include "tns_pool_window.h"
#include "tns_requantize.h"

void tns_average_pool_finish_s8(const tns_pool_params *p, const tns_sum *sums, int8_t *output)
{
    const int32_t count = p->in_h * p->in_w;
    for (int32_t c = 0; c < p->channels; c++) {
        output[c] = (int8_t)tns_clamp(tns_pool_average(sums[c], count), p->act_min, p->act_max);
    }
}
