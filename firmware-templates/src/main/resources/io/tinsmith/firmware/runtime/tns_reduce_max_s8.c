/* Maxima along any axes. */
#include "tns_kernels.h"

static int8_t max_of(const tns_reduce_params *p, const int8_t *input)
{
    int8_t greatest = INT8_MIN;
    for (int32_t i = p->reduced[0]; i > 0; i--) {
        const int8_t *value = input;
        for (int32_t j = p->reduced[1]; j > 0; j--) {
            greatest = *value > greatest ? *value : greatest;
            value += p->reduced_stride[1];
        }
        input += p->reduced_stride[0];
    }
    return greatest;
}

void tns_reduce_max_s8(const tns_reduce_params *p, const int8_t *input, int8_t *output)
{
    for (int32_t i = 0; i < p->kept[0]; i++) {
        for (int32_t j = 0; j < p->kept[1]; j++) {
            *output++ = max_of(p, input + i * p->kept_stride[0] + j * p->kept_stride[1]);
        }
    }
}
