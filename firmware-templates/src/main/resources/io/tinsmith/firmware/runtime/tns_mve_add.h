/* Tinsmith runtime: element-wise sums with the vector extension, four at a time. */
#ifndef TNS_MVE_ADD_H
#define TNS_MVE_ADD_H

#include "tns_mve_scale.h"

#if TNS_MVE
#include "tns_kernels.h"

/* One input's or the output's factor, in all lanes. */
typedef struct {
    int32_t multiplier;
    int32x4_t right;
} tns_mve_factor;

TNS_MVE_INLINE tns_mve_factor tns_mve_factor_of(int32_t multiplier, int32_t shift)
{
    const tns_mve_factor f = {multiplier, vdupq_n_s32(shift)};
    return f;
}

/* x * multiplier * 2^(shift - 31) in the double rounding, the shift not positive; see tns_mve_scale. */
TNS_MVE_INLINE int32x4_t tns_mve_factor_apply(int32x4_t x, tns_mve_factor f)
{
    x = vqrdmulhq_n_s32(x, f.multiplier);
    const int32x4_t fix = vshrq_n_s32(vandq_s32(x, f.right), 31);
    return vrshlq_s32(vqaddq_s32(x, fix), f.right);
}

/* Four sums, not yet clamped. */
TNS_MVE_INLINE int32x4_t tns_mve_add_4(const tns_add_params *p, int32x4_t a, int32x4_t b, tns_mve_factor a_factor,
                                       tns_mve_factor b_factor, tns_mve_factor out_factor)
{
    a = tns_mve_factor_apply(vshlq_r_s32(vsubq_n_s32(a, p->a_zero_point), p->left_shift), a_factor);
    b = tns_mve_factor_apply(vshlq_r_s32(vsubq_n_s32(b, p->b_zero_point), p->left_shift), b_factor);
    return vaddq_n_s32(tns_mve_factor_apply(vaddq_s32(a, b), out_factor), p->out_zero_point);
}

/* tns_add_s8; false, and nothing is done, where it is not in the double rounding or a factor is 1 or more. */
static inline int tns_mve_add(const tns_add_params *p, const int8_t *a, const int8_t *b, int8_t *output)
{
#if TNS_ROUNDING == TNS_ROUNDING_DOUBLE
    if (p->a_shift > 0 || p->b_shift > 0 || p->out_shift > 0) {
        return 0;
    }
    const tns_mve_factor a_factor = tns_mve_factor_of(p->a_multiplier, p->a_shift);
    const tns_mve_factor b_factor = tns_mve_factor_of(p->b_multiplier, p->b_shift);
    const tns_mve_factor out_factor = tns_mve_factor_of(p->out_multiplier, p->out_shift);
    const int32x4_t low = vdupq_n_s32(p->act_min);
    const int32x4_t high = vdupq_n_s32(p->act_max);
    int32_t left = p->size;
    for (; left >= 4; left -= 4) {
        const int32x4_t sum = tns_mve_add_4(p, vldrbq_s32(a), vldrbq_s32(b), a_factor, b_factor, out_factor);
        vstrbq_s32(output, vminq_s32(vmaxq_s32(sum, low), high));
        a += 4;
        b += 4;
        output += 4;
    }
    if (left > 0) {
        const mve_pred16_t lanes = vctp32q((uint32_t)left);
        const int32x4_t sum = tns_mve_add_4(p, vldrbq_z_s32(a, lanes), vldrbq_z_s32(b, lanes), a_factor, b_factor,
                                            out_factor);
        vstrbq_p_s32(output, vminq_s32(vmaxq_s32(sum, low), high), lanes);
    }
    return 1;
#else
    (void)p;
    (void)a;
    (void)b;
    (void)output;
    return 0;
#endif
}

/* tns_add_single_s8 */
static inline void tns_mve_add_single(const tns_add_single_params *p, const int8_t *a, const int8_t *b, int8_t *output)
{
    const int32x4_t bias = vdupq_n_s32(p->bias);
    const int32x4_t low = vdupq_n_s32(p->act_min);
    const int32x4_t high = vdupq_n_s32(p->act_max);
    for (int32_t left = p->size; left > 0; left -= 4) {
        const mve_pred16_t lanes = vctp32q((uint32_t)left);
        int32x4_t x = vmlaq_n_s32(bias, vldrbq_z_s32(a, lanes), p->a_multiplier);
        x = vmlaq_n_s32(x, vldrbq_z_s32(b, lanes), p->b_multiplier);
        x = vaddq_n_s32(vshlq_r_s32(x, -p->shift), p->out_zero_point);
        vstrbq_p_s32(output, vminq_s32(vmaxq_s32(x, low), high), lanes);
        a += 4;
        b += 4;
        output += 4;
    }
}

#endif
#endif
