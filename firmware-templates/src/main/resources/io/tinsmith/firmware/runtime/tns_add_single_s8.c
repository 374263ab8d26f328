/* Element-wise sum in the single rounding, XNNPACK's form: both factors share one shift. */
#include "tns_kernels.h"
#include "tns_mve_add.h"
#include "tns_requantize.h"

void tns_add_single_s8(const tns_add_single_params *p, const int8_t *a, const int8_t *b, int8_t *output)
{
#if TNS_MVE
    tns_mve_add_single(p, a, b, output);
#else
    for (int32_t i = 0; i < p->size; i++) {
        const int32_t sum = p->bias + p->a_multiplier * a[i] + p->b_multiplier * b[i];
        output[i] = (int8_t)tns_clamp((sum >> p->shift) + p->out_zero_point, p->act_min, p->act_max);
    }
#endif
}
