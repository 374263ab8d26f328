/* Sums or means along any axes. */
#include "tns_kernels.h"
#include "tns_requantize.h"

static int32_t sum_of(const tns_reduce_params *p, const int8_t *input)
{
    int32_t sum = -p->reduced[0] * p->reduced[1] * p->in_zero_point;
    for (int32_t i = p->reduced[0]; i > 0; i--) {
        const int8_t *value = input;
        for (int32_t j = p->reduced[1]; j > 0; j--) {
            sum += *value;
            value += p->reduced_stride[1];
        }
        input += p->reduced_stride[0];
    }
    return sum;
}

void tns_reduce_sum_s8(const tns_reduce_params *p, const int8_t *input, int8_t *output)
{
    for (int32_t i = 0; i < p->kept[0]; i++) {
        for (int32_t j = 0; j < p->kept[1]; j++) {
            const int32_t sum = sum_of(p, input + i * p->kept_stride[0] + j * p->kept_stride[1]);
            *output++ = tns_requantize(sum, p->multiplier, p->shift, p->out_zero_point, INT8_MIN, INT8_MAX);
        }
    }
}
