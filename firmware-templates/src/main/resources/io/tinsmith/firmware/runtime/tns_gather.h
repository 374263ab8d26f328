/* Tinsmith runtime: the taps of one output pixel of a convolution. */
#ifndef TNS_GATHER_H
#define TNS_GATHER_H

#include <string.h>

#include "tns_plain_copy.h"
#include "tns_row_source.h"

/* Whether no column of the kernel lies outside the image. */
static inline int tns_columns_inside(const tns_conv_params *p, int32_t left)
{
    return left >= 0 && left + (p->k_w - 1) * p->dilation_w < p->in_w;
}

/* memcpy of few bytes, without a call. */
static inline int8_t *tns_copy_taps(int8_t *to, const int8_t *from, int32_t bytes)
{
#if TNS_DSP
    for (; bytes >= 4; bytes -= 4) {
        const uint32_t word = tns_load4(from);
        memcpy(to, &word, sizeof word);
        to += 4;
        from += 4;
    }
#else
    const int32_t copied = tns_plain_copy_words(to, from, bytes);
    to += copied;
    from += copied;
    bytes -= copied;
#endif
    for (; bytes > 0; bytes--) {
        *to++ = *from++;
    }
    return to;
}

/* Its taps, [k_h][k_w][in_c], with the kernel's first column at image column `left`; padding becomes in_zero_point. */
static inline void tns_gather(const tns_conv_params *p, const tns_row_source *s, int32_t left, int8_t *column)
{
    const int32_t channels = p->in_c;
    const int whole_rows = tns_columns_inside(p, left) && p->dilation_w == 1;
    for (int32_t ky = 0; ky < p->k_h; ky++) {
        const int8_t *row = tns_source_row(p, s, ky);
        if (row != NULL && whole_rows) {
            column = tns_copy_taps(column, row + left * channels, p->k_w * channels);
        } else {
            for (int32_t kx = 0; kx < p->k_w; kx++) {
                const int32_t x = left + kx * p->dilation_w;
                if (row != NULL && x >= 0 && x < p->in_w) {
                    column = tns_copy_taps(column, row + x * channels, channels);
                } else {
                    for (int32_t c = 0; c < channels; c++) {
                        *column++ = (int8_t)p->in_zero_point;
                    }
                }
            }
        }
    }
}

#endif
