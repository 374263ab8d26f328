/* Mean of each channel: TFLite's MEAN over height and width. */
#include "tns_kernels.h"
#include "tns_requantize.h"

void tns_mean_s8(const tns_mean_params *p, const int8_t *input, int8_t *output)
{
    for (int32_t c = 0; c < p->channels; c++) {
        const int8_t *value = input + c;
        int32_t sum = -p->pixels * p->in_zero_point;
        for (int32_t i = p->pixels; i > 0; i--) {
            sum += *value;
            value += p->channels;
        }
        output[c] = tns_requantize(sum, p->multiplier, p->shift, p->out_zero_point, INT8_MIN, INT8_MAX);
    }
}
