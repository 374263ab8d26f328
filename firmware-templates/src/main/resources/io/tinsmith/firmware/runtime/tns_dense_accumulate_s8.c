/* Fully connected layer, fed some values of its vector at a time. */
#include "tns_kernels.h"
#include "tns_mac.h"

void tns_dense_accumulate_s8(const tns_dense_params *p, const int8_t *input, int32_t first, int32_t count,
                             tns_sum *sums)
{
    const int8_t *weights = p->weights + first;
    for (int32_t o = 0; o < p->out_features; o++) {
        sums[o] = (int32_t)tns_dot((uint32_t)sums[o], weights, input, count);
        weights += p->in_features;
    }
}
