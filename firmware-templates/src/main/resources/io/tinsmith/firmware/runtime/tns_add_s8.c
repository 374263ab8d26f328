/* Element-wise sum with its own scale for either input and the output: TFLite's ADD. */
#include "tns_dsp_add.h"
#include "tns_kernels.h"
#include "tns_mve_add.h"
#include "tns_plain_add.h"
#include "tns_requantize.h"

void tns_add_s8(const tns_add_params *p, const int8_t *a, const int8_t *b, int8_t *output)
{
#if TNS_MVE
    if (tns_mve_add(p, a, b, output)) {
        return;
    }
#elif TNS_DSP && TNS_ROUNDING == TNS_ROUNDING_DOUBLE
    if (tns_dsp_add_fits(p)) {
        tns_dsp_add(p, a, b, output);
        return;
    }
#elif TNS_PLAIN
    if (tns_plain_add_fits(p)) {
        tns_plain_add(p, a, b, output);
        return;
    }
#endif
    for (int32_t i = 0; i < p->size; i++) {
        const int32_t shifted_a = tns_shift_left(a[i] - p->a_zero_point, p->left_shift);
        const int32_t shifted_b = tns_shift_left(b[i] - p->b_zero_point, p->left_shift);
        const int32_t sum = tns_add_wrapping(tns_scale(shifted_a, p->a_multiplier, p->a_shift),
                                             tns_scale(shifted_b, p->b_multiplier, p->b_shift));
        output[i] = tns_requantize(sum, p->out_multiplier, p->out_shift, p->out_zero_point, p->act_min, p->act_max);
    }
}
