/* Global average pooling, fed row by row. */
#include "tns_kernels.h"
#include "tns_mve_pool.h"
#include "tns_pool_window.h"

void tns_average_pool_accumulate_s8(const tns_pool_params *p, const int8_t *row, tns_sum *sums)
{
#if TNS_MVE
    tns_mve_pool_accumulate(p, row, sums);
#else
    for (int32_t c = 0; c < p->channels; c++) {
        sums[c] = tns_pool_sum(sums[c], row + c, p->channels, p->in_w);
    }
#endif
}
