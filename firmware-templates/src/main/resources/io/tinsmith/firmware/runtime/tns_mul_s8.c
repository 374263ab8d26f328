/* Element-wise product: TFLite's MUL. */
#include "tns_kernels.h"
#include "tns_requantize.h"

void tns_mul_s8(const tns_mul_params *p, const int8_t *a, const int8_t *b, int8_t *output)
{
    for (int32_t i = 0; i < p->size; i++) {
        const int32_t product = (a[i] - p->a_zero_point) * (b[i] - p->b_zero_point);
        output[i] = tns_requantize(product, p->multiplier, p->shift, p->out_zero_point, p->act_min, p->act_max);
    }
}
