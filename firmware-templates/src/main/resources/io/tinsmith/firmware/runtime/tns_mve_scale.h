/*
 * Tinsmith runtime: requantization of four channels at a time, with the vector extension (Helium).
 *
 * Double rounding: VQRDMULH is SaturatingRoundingDoublingHighMul. VRSHL rounds halves up; 1 less before it where the
 * value is negative rounds them away from zero, and alters nothing else.
 * Single rounding: the upper word of the product (VMULH) has all that a shift beyond 32 bits keeps, and its rounding
 * bit. Lesser shifts, of factors of 1/4 and more, are left to scalar code.
 */
#ifndef TNS_MVE_SCALE_H
#define TNS_MVE_SCALE_H

#include <stdint.h>

#include "tns_cpu.h"

#if TNS_MVE
#include <arm_mve.h>

#include "tns_layer.h"
#include "tns_requantize.h"

#define TNS_MVE_INLINE static inline __attribute__((always_inline))

/* The parameters of up to four channels; lanes beyond them are 0. */
typedef struct {
    int32x4_t bias, multiplier;
    int32x4_t right; /* what VRSHL shifts by */
    int32x4_t shift; /* the channels' own */
    int32_t simple;  /* no shift needs the longer way */
    int32_t usual;   /* simple, four channels, and all of int8 is allowed */
    int32_t zero_point, act_min, act_max;
    mve_pred16_t lanes; /* those that are channels */
} tns_mve_quad;

/* a, b, c, d */
TNS_MVE_INLINE int32x4_t tns_mve_lanes(int32_t a, int32_t b, int32_t c, int32_t d)
{
    int32x4_t v;
    __asm("vmov %q0[2], %q0[0], %1, %3\n\t"
          "vmov %q0[3], %q0[1], %2, %4"
          : "=&w"(v)
          : "r"(a), "r"(b), "r"(c), "r"(d));
    return v;
}

/* Channels o to o + 3 of a layer, as far as there are. */
TNS_MVE_INLINE tns_mve_quad tns_mve_quad_of(const tns_layer *l, int32_t o)
{
    tns_mve_quad q;
    q.lanes = vctp32q((uint32_t)(l->channels - o));
    q.bias = vldrwq_z_s32(l->bias + o, q.lanes);
    q.multiplier = vldrwq_z_s32(l->multiplier + o, q.lanes);
    q.shift = vldrbq_z_s32(l->shift + o, q.lanes);
#if TNS_ROUNDING == TNS_ROUNDING_DOUBLE
    q.simple = vmaxvq_s32(0, q.shift) == 0;
    q.right = vminq_s32(q.shift, vdupq_n_s32(0));
#else
    q.simple = vmaxvq_p_s32(-2, q.shift, q.lanes) == -2;
    q.right = vaddq_n_s32(q.shift, 1);
#endif
    q.zero_point = l->zero_point;
    q.act_min = l->act_min;
    q.act_max = l->act_max;
    q.usual = q.simple && l->channels - o >= 4 && l->act_max - l->act_min == 255;
    return q;
}

#if TNS_ROUNDING == TNS_ROUNDING_SINGLE
/* Not inlined: it is rare, and its registers are dear. */
static __attribute__((noinline, unused)) int32x4_t tns_mve_scale_each(int32x4_t x, const tns_mve_quad *q)
{
    int32_t values[4], multipliers[4], shifts[4];
    vstrwq_s32(values, x);
    vstrwq_s32(multipliers, q->multiplier);
    vstrwq_s32(shifts, q->shift);
    for (int32_t i = 0; i < 4; i++) {
        values[i] = tns_scale(values[i], multipliers[i], shifts[i]);
    }
    return vldrwq_s32(values);
}
#endif

/* x * multiplier * 2^(shift - 31), as tns_scale does it, where all shifts are simple. */
TNS_MVE_INLINE int32x4_t tns_mve_scale_simple(int32x4_t x, int32x4_t multiplier, int32x4_t right)
{
#if TNS_ROUNDING == TNS_ROUNDING_DOUBLE
    x = vqrdmulhq_s32(x, multiplier);
    /* -1 where both are negative. */
    x = vqaddq_s32(x, vshrq_n_s32(vandq_s32(x, right), 31));
#else
    x = vmulhq_s32(x, multiplier);
#endif
    return vrshlq_s32(x, right);
}

/* The same for any shifts. */
TNS_MVE_INLINE int32x4_t tns_mve_scale(int32x4_t x, const tns_mve_quad *q)
{
    if (!q->simple) {
#if TNS_ROUNDING == TNS_ROUNDING_DOUBLE
        x = vshlq_s32(x, vmaxq_s32(q->shift, vdupq_n_s32(0)));
#else
        return tns_mve_scale_each(x, q);
#endif
    }
    return tns_mve_scale_simple(x, q->multiplier, q->right);
}

/*
 * Outputs of accumulators without bias; they go to output as far as there are channels. `usual` is q->usual, as a
 * constant: loops come in two versions.
 */
TNS_MVE_INLINE void tns_mve_requantize(int32x4_t sums, const tns_mve_quad *q, int usual, int8_t *output)
{
    int32x4_t x = vaddq_s32(sums, q->bias);
    if (usual) {
        x = vaddq_n_s32(tns_mve_scale_simple(x, q->multiplier, q->right), q->zero_point);
        /* Saturated in two steps, in place, for which intrinsics copy. */
        __asm("vqmovnb.s32 %q0, %q0\n\t"
              "vqmovnb.s16 %q0, %q0"
              : "+w"(x));
        vstrbq_s32(output, x);
    } else {
        x = vaddq_n_s32(tns_mve_scale(x, q), q->zero_point);
        x = vmaxq_s32(x, vdupq_n_s32(q->act_min));
        x = vminq_s32(x, vdupq_n_s32(q->act_max));
        vstrbq_p_s32(output, x, q->lanes);
    }
}

#endif
#endif
