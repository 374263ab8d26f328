/* Tinsmith runtime: sums of pooling windows with the vector extension, four channels at a time. */
#ifndef TNS_MVE_POOL_H
#define TNS_MVE_POOL_H

#include "tns_mve_scale.h"

#if TNS_MVE
#include "tns_kernels.h"
#include "tns_pool_window.h"

/* sums + four channels of `count` pixels, each `channels` bytes after the last; those beyond `lanes` are not read. */
TNS_MVE_INLINE int32x4_t tns_mve_pool_sum(int32x4_t sums, const int8_t *pixel, int32_t channels, int32_t count,
                                          mve_pred16_t lanes)
{
    for (; count > 0; count--) {
        sums = vaddq_s32(sums, vldrbq_z_s32(pixel, lanes));
        pixel += channels;
    }
    return sums;
}

/* Adds a row of the image to sums[channels]; see tns_average_pool_accumulate_s8. */
static inline void tns_mve_pool_accumulate(const tns_pool_params *p, const int8_t *row, tns_sum *sums)
{
    for (int32_t c = 0; c < p->channels; c += 4) {
        const mve_pred16_t lanes = vctp32q((uint32_t)(p->channels - c));
        const int32x4_t before = vldrwq_z_s32((const int32_t *)sums + c, lanes);
        vstrwq_p_s32((int32_t *)sums + c, tns_mve_pool_sum(before, row + c, p->channels, p->in_w, lanes), lanes);
    }
}

/* Averages of one window; output[channels]. */
static inline void tns_mve_pool_average(const tns_pool_params *p, tns_pool_span rows, tns_pool_span columns,
                                        const int8_t *input, int8_t *output)
{
    const int32_t width = columns.end - columns.begin;
    for (int32_t c = 0; c < p->channels; c += 4) {
        const mve_pred16_t lanes = vctp32q((uint32_t)(p->channels - c));
        int32x4_t sums = vdupq_n_s32(0);
        int32_t each[4];
        for (int32_t y = rows.begin; y < rows.end; y++) {
            sums = tns_mve_pool_sum(sums, input + (y * p->in_w + columns.begin) * p->channels + c, p->channels, width,
                                    lanes);
        }
        vstrwq_s32(each, sums);
        for (int32_t i = 0; i < 4 && c + i < p->channels; i++) {
            output[c + i] = (int8_t)tns_clamp(tns_pool_average(each[i], (rows.end - rows.begin) * width), p->act_min,
                                              p->act_max);
        }
    }
}

#endif
#endif
