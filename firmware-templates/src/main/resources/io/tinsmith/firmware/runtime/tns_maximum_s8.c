/* The greater of two values: TFLite's MAXIMUM. */
#include "tns_kernels.h"

void tns_maximum_s8(const tns_pair_params *p, const int8_t *a, const int8_t *b, int8_t *output)
{
    const tns_pair_params q = *p; /* which stores to the output can't change */
    int32_t j = 0;
    for (int32_t i = 0; i < q.size; i++) {
        output[i] = a[i] > b[j] ? a[i] : b[j];
        j = j + 1 == q.period ? 0 : j + 1;
    }
}
