/*
 * Tinsmith runtime: one output row of a depthwise convolution of few columns with the vector extension.
 *
 * Sixteen channels of a pixel at a time, from where they lie: nothing is prepared per row, which few columns would not
 * pay back. Products are int16, the sums four vectors of int32, of channels 0, 4, 8, 12 and so on: what widening the
 * lower and upper halves twice makes of them, and what narrowing twice puts into order again.
 */
#ifndef TNS_MVE_NARROW_H
#define TNS_MVE_NARROW_H

#include "tns_mve_conv.h"
#include "tns_mve_tiles.h"

#if TNS_MVE

/* Rows up to this wide. */
#define TNS_MVE_NARROW_WIDTH 8

/* Where each kernel row's taps of a pixel begin, and bytes from tap to tap. */
typedef struct {
    const int8_t *taps[TNS_MVE_MAX_ROWS];
    int32_t step[TNS_MVE_MAX_ROWS];
} tns_mve_taps;

/* Sums of channels c, c + 4, c + 8 and c + 12 to what they are before saturation. */
TNS_MVE_INLINE int32x4_t tns_mve_narrow_scale(const tns_conv_params *p, int32_t c, uint32x4_t fourths, int32x4_t sum)
{
    const int32x4_t bias = vldrwq_gather_shifted_offset_s32(p->bias + c, fourths);
    const int32x4_t multiplier = vldrwq_gather_shifted_offset_s32(p->multiplier + c, fourths);
    int32x4_t right = vldrbq_gather_offset_s32(p->shift + c, fourths);
#if TNS_ROUNDING == TNS_ROUNDING_SINGLE
    right = vaddq_n_s32(right, 1);
#endif
    return vaddq_n_s32(tns_mve_scale_simple(vaddq_s32(sum, bias), multiplier, right), p->out_zero_point);
}

/* Channels c to c + 15 of a pixel; their taps are `inside` bytes further than t says. */
static __attribute__((noinline)) void tns_mve_narrow_group(const tns_conv_params *p, const tns_mve_taps *t, int32_t c,
                                                           int32_t inside, int8_t *output)
{
    const uint32x4_t fourths = vidupq_n_u32(0, 4);
    const int8_t *weights = p->weights + c;
    const int32_t channels = p->in_c, width = p->k_w;
    int32x4_t s0 = vdupq_n_s32(0), s1 = s0, s2 = s0, s3 = s0;
    for (int32_t ky = 0; ky < p->k_h; ky++) {
        const int8_t *x = t->taps[ky] + inside;
        const int32_t step = t->step[ky];
        for (int32_t kx = width; kx > 0; kx--) {
            const int8x16_t values = vldrbq_s8(x);
            const int8x16_t factors = vldrbq_s8(weights);
            const int16x8_t even = vmullbq_int_s8(values, factors);
            const int16x8_t odd = vmulltq_int_s8(values, factors);
            s0 = vaddq_s32(s0, vmovlbq_s16(even));
            s1 = vaddq_s32(s1, vmovlbq_s16(odd));
            s2 = vaddq_s32(s2, vmovltq_s16(even));
            s3 = vaddq_s32(s3, vmovltq_s16(odd));
            x += step;
            weights += channels;
        }
    }
    int16x8_t even = vqmovnbq_s32(vdupq_n_s16(0), tns_mve_narrow_scale(p, c, fourths, s0));
    int16x8_t odd = vqmovnbq_s32(vdupq_n_s16(0), tns_mve_narrow_scale(p, c + 1, fourths, s1));
    even = vqmovntq_s32(even, tns_mve_narrow_scale(p, c + 2, fourths, s2));
    odd = vqmovntq_s32(odd, tns_mve_narrow_scale(p, c + 3, fourths, s3));
    int8x16_t bytes = vqmovntq_s16(vqmovnbq_s16(vdupq_n_s8(0), even), odd);
    bytes = vmaxq_s8(bytes, vdupq_n_s8((int8_t)p->act_min));
    vstrbq_s8(output + c, vminq_s8(bytes, vdupq_n_s8((int8_t)p->act_max)));
}

/* Channels `begin` to `end` of the pixel whose kernel begins at image column `left`; `edge` holds taps gathered. */
static inline void tns_mve_narrow_pixel(const tns_conv_params *p, const int8_t *const *rows, int32_t left,
                                        int32_t begin, int32_t end, int8_t *edge, int8_t *output)
{
    const int whole = left >= 0 && left + p->k_w <= p->in_w;
    tns_mve_taps t;
    for (int32_t ky = 0; ky < p->k_h; ky++) {
        const int8_t *row = rows[ky];
        if (row != NULL && whole) {
            t.taps[ky] = row + left * p->in_c + begin;
            t.step[ky] = p->in_c;
            continue;
        }
        t.taps[ky] = edge;
        t.step[ky] = end - begin;
        for (int32_t x = left; x < left + p->k_w; x++) {
            if (row != NULL && x >= 0 && x < p->in_w) {
                edge = tns_mve_copy(edge, row + x * p->in_c + begin, end - begin);
            } else {
                edge = tns_mve_fill(edge, p->in_zero_point, end - begin);
            }
        }
    }
    for (int32_t c = begin; c < end; c += 16) {
        tns_mve_narrow_group(p, &t, c, c - begin, output);
    }
}

/* Writes one output row; false, and nothing is done, where the row is wide or the shape or a factor unusual. */
static inline int tns_mve_narrow_row(const tns_conv_params *p, const tns_row_source *s, int8_t *output)
{
    int8_t edge[TNS_COLUMN_BYTES];
    const int8_t *rows[TNS_MVE_MAX_ROWS];
    const int32_t block = (int32_t)sizeof(edge) / (p->k_h * p->k_w) & ~15;
    if (p->out_w > TNS_MVE_NARROW_WIDTH || p->in_c % 16 != 0 || p->dilation_w != 1 || p->k_h > TNS_MVE_MAX_ROWS ||
        block == 0 || !tns_mve_all_simple(p->shift, p->in_c)) {
        return 0;
    }
    for (int32_t ky = 0; ky < p->k_h; ky++) {
        rows[ky] = tns_source_row(p, s, ky);
    }
    for (int32_t x = 0; x < p->out_w; x++) {
        for (int32_t begin = 0; begin < p->in_c; begin += block) {
            const int32_t end = begin + block < p->in_c ? begin + block : p->in_c;
            tns_mve_narrow_pixel(p, rows, x * p->stride_w - p->pad_left, begin, end, edge, output);
        }
        output += p->in_c;
    }
    return 1;
}

#endif
#endif
