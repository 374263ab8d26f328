/*
 * Tinsmith runtime: the element-wise sum on cores with neither the DSP nor the vector extension, in the rounding that
 * it has there.
 */
#ifndef TNS_PLAIN_ADD_H
#define TNS_PLAIN_ADD_H

#include "tns_kernels.h"
#include "tns_plain.h"

/*
 * One input's share: (value - zero point) * 2^left_shift * multiplier * 2^(shift - 31), rounded twice. A difference
 * has 9 bits, so that with a left shift of 16 to 22 its lower half is 0, and so is that of the product.
 */
TNS_PLAIN_INLINE int32_t tns_plain_share(int32_t difference, int32_t left_shift, int32_t multiplier, int32_t right)
{
#if TNS_PRODUCT_OF_HALVES
    const int32_t high = tns_shift_left(difference, left_shift - 16);
    const int32_t middle = high * (int32_t)(uint16_t)multiplier;
    const int32_t upper = high * (multiplier >> 16) + (middle >> 16);
    const int32_t scaled = 2 * upper + (int32_t)(((uint32_t)(uint16_t)middle + (1u << 14)) >> 15);
#else
    const int32_t scaled = tns_doubling_high_mul_unsaturated(tns_shift_left(difference, left_shift), multiplier);
#endif
    return right < 0 ? scaled : (((scaled + (scaled >> 31)) >> right) + 1) >> 1;
}

/* Whether tns_plain_add holds: no shift is to the left. */
static inline int tns_plain_add_fits(const tns_add_params *p)
{
    return TNS_ROUNDING == TNS_ROUNDING_DOUBLE && p->left_shift >= 16 && p->left_shift <= 22 && p->a_shift <= 0
           && p->b_shift <= 0 && p->out_shift <= -2;
}

/* See tns_add_s8. */
static inline void tns_plain_add(const tns_add_params *p, const int8_t *a, const int8_t *b, int8_t *output)
{
    const tns_plain_scale out = tns_plain_scale_of(p->out_multiplier, p->out_shift, p->out_zero_point);
    const tns_add_params q = *p; /* which stores to the output can't change */
    const int8_t *const end = a + q.size;
    while (a != end) {
        const int32_t sum =
            tns_add_wrapping(tns_plain_share(*a++ - q.a_zero_point, q.left_shift, q.a_multiplier, -1 - q.a_shift),
                             tns_plain_share(*b++ - q.b_zero_point, q.left_shift, q.b_multiplier, -1 - q.b_shift));
        *output++ = tns_plain_requantize((uint32_t)sum, &out, q.act_min, q.act_max);
    }
}

#endif
