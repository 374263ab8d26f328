/* Tinsmith runtime: element-wise sums in TNS_ROUNDING_DOUBLE on the DSP extension. */
#ifndef TNS_DSP_ADD_H
#define TNS_DSP_ADD_H

#include "tns_dsp.h"
#include "tns_dsp_clamp.h"
#include "tns_kernels.h"

#if TNS_DSP && TNS_ROUNDING == TNS_ROUNDING_DOUBLE

/* base + byte i of word, i a constant. */
TNS_INLINE int32_t tns_dsp_add_byte(int32_t base, uint32_t word, const int i)
{
    int32_t sum;
    if (i == 0) {
        __asm("sxtab %0, %1, %2" : "=r"(sum) : "r"(base), "r"(word));
    } else {
        __asm("sxtab %0, %1, %2, ror %3" : "=r"(sum) : "r"(base), "r"(word), "i"(8 * i));
    }
    return sum;
}

/*
 * A scale by a multiplier and then a shift right by at least 1, of a value given twice: the high word of the product is
 * that of tns_doubling_high_mul, and offset is the half of the shift, plus what else comes after it. Half away from
 * zero: one less where the value is negative.
 */
typedef struct {
    int32_t multiplier, offset, right;
} tns_dsp_scale;

TNS_INLINE int32_t tns_dsp_scale_twice(int32_t twice, tns_dsp_scale scale)
{
    int32_t result;
    __asm("smmlar %0, %1, %2, %3" : "=r"(result) : "r"(twice), "r"(scale.multiplier), "r"(scale.offset));
    return (result + (twice >> 31)) >> scale.right;
}

/* Shifts for which offsets fit. */
TNS_INLINE int tns_dsp_scale_fits(int32_t shift)
{
    return shift < 0 && shift >= -22;
}

TNS_INLINE tns_dsp_scale tns_dsp_scale_of(int32_t multiplier, int32_t shift, int32_t zero_point)
{
    const tns_dsp_scale scale = {multiplier, tns_shift_left(2 * zero_point + 1, -shift - 1), -shift};
    return scale;
}

/* Whether an input is only halved: the one of the larger scale, or both. */
TNS_INLINE int tns_dsp_halves(int32_t multiplier, int32_t shift)
{
    return multiplier == 1 << 30 && shift == 0;
}

/* Whether the sum is for tns_dsp_add, a and b perhaps changed over. */
TNS_INLINE int tns_dsp_add_fits(const tns_add_params *p)
{
    const int a_halves = tns_dsp_halves(p->a_multiplier, p->a_shift);
    const int b_halves = tns_dsp_halves(p->b_multiplier, p->b_shift);
    return p->left_shift == 20 && tns_dsp_scale_fits(p->out_shift)
           && ((b_halves && (a_halves || tns_dsp_scale_fits(p->a_shift)))
               || (a_halves && tns_dsp_scale_fits(p->b_shift)));
}

/*
 * The scale of the input that is not known to be halved. Where it is: 2^31 - 1 doubles it exactly, for the values have
 * so few bits, and the shift halves it.
 */
TNS_INLINE tns_dsp_scale tns_dsp_scale_of_input(int32_t multiplier, int32_t shift)
{
    return tns_dsp_halves(multiplier, shift) ? tns_dsp_scale_of(INT32_MAX, -1, 0)
                                             : tns_dsp_scale_of(multiplier, shift, 0);
}

typedef struct {
    tns_dsp_scale input, output;
    int32_t a_offset, b_offset;
} tns_dsp_sum;

/* One value; b is halved. */
TNS_INLINE int32_t tns_dsp_add_one(const tns_dsp_sum *s, uint32_t a, uint32_t b, const int i)
{
    const uint32_t wide = (uint32_t)tns_dsp_add_byte(s->a_offset, a, i);
    const uint32_t half = (uint32_t)tns_dsp_add_byte(s->b_offset, b, i) << 19;
    const uint32_t sum = (uint32_t)tns_dsp_scale_twice((int32_t)(wide << 21), s->input) + half;
    return tns_dsp_to_int8(tns_dsp_scale_twice((int32_t)(sum << 1), s->output));
}

static void tns_dsp_add(const tns_add_params *p, const int8_t *a, const int8_t *b, int8_t *output)
{
    const int keep = tns_dsp_halves(p->b_multiplier, p->b_shift);
    const tns_dsp_sum s = {keep ? tns_dsp_scale_of_input(p->a_multiplier, p->a_shift)
                                : tns_dsp_scale_of_input(p->b_multiplier, p->b_shift),
                           tns_dsp_scale_of(p->out_multiplier, p->out_shift, p->out_zero_point),
                           keep ? -p->a_zero_point : -p->b_zero_point, keep ? -p->b_zero_point : -p->a_zero_point};
    const int8_t *wide = keep ? a : b;
    const int8_t *half = keep ? b : a;
    int8_t *out = output;
    int32_t size = p->size;
    for (; size >= 4; size -= 4) {
        const uint32_t x = tns_load4(wide);
        const uint32_t y = tns_load4(half);
        wide += 4;
        half += 4;
        out[0] = (int8_t)tns_dsp_add_one(&s, x, y, 0);
        out[1] = (int8_t)tns_dsp_add_one(&s, x, y, 1);
        out[2] = (int8_t)tns_dsp_add_one(&s, x, y, 2);
        out[3] = (int8_t)tns_dsp_add_one(&s, x, y, 3);
        out += 4;
    }
    for (; size > 0; size--) {
        *out++ = (int8_t)tns_dsp_add_one(&s, (uint32_t)*wide++, (uint32_t)*half++, 0);
    }
    if (p->act_max - p->act_min != 255) {
        tns_dsp_clamp(output, p->size, p->act_min, p->act_max);
    }
}

#endif
#endif
