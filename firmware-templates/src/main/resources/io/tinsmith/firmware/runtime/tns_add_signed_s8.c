/* Differences, and sums with an input that repeats, each input and the output with its own scale. */
#include "tns_kernels.h"
#include "tns_requantize.h"

void tns_add_signed_s8(const tns_add_signed_params *p, const int8_t *a, const int8_t *b, int8_t *output)
{
    int32_t j = 0;
    for (int32_t i = 0; i < p->size; i++) {
        const int32_t shifted_a = tns_shift_left(a[i] - p->a_zero_point, p->left_shift);
        const int32_t shifted_b = tns_shift_left(b[j] - p->b_zero_point, p->left_shift);
        const int32_t sum = p->a_sign * tns_scale(shifted_a, p->a_multiplier, p->a_shift)
                            + p->b_sign * tns_scale(shifted_b, p->b_multiplier, p->b_shift);
        output[i] = tns_requantize(sum, p->out_multiplier, p->out_shift, p->out_zero_point, p->act_min, p->act_max);
        j = j + 1 == p->period ? 0 : j + 1;
    }
}
