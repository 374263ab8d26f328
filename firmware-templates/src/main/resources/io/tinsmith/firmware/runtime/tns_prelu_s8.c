/* Values below zero times a slope, which may be one a channel: TFLite's PRELU. */
#include "tns_kernels.h"
#include "tns_requantize.h"

void tns_prelu_s8(const tns_prelu_params *p, const int8_t *input, const int8_t *slopes, int8_t *output)
{
    int32_t j = 0;
    for (int32_t i = 0; i < p->size; i++) {
        const int32_t value = input[i] - p->in_zero_point;
        if (value >= 0) {
            output[i] = tns_requantize(value, p->multiplier, p->shift, p->out_zero_point, -128, 127);
        } else {
            output[i] = tns_requantize(value * (slopes[j] - p->slope_zero_point), p->slope_multiplier,
                                       p->slope_shift, p->out_zero_point, -128, 127);
        }
        j = j + 1 == p->period ? 0 : j + 1;
    }
}
