/*
 * Tinsmith runtime: depthwise convolution with a 3x3 kernel on the DSP extension. Only with TNS_DSP.
 *
 * Four channels at a time: their rows become planes of int16 (tns_dsp_planar.h), from which each channel's outputs come
 * (tns_dsp_channel.h). The planes hold as many rows as fit; each row is converted once.
 */
#ifndef TNS_DSP_DEPTHWISE_H
#define TNS_DSP_DEPTHWISE_H

#include "tns_dsp_block.h"
#include "tns_kernels.h"
#include "tns_row_source.h"

#if TNS_DSP

/* Whether `rows` output rows are for tns_dsp_depthwise. */
TNS_INLINE int tns_dsp_depthwise_fits(const tns_conv_params *p, int32_t rows)
{
    return p->k_h == 3 && p->k_w == 3 && p->dilation_w == 1 && p->stride_w <= 2 && p->in_c >= 4
           && (p->dilation_h == 1 || rows == 1);
}

/* Whether they may take the place of the input, where strides are 1. */
TNS_INLINE int tns_dsp_depthwise_fits_in_place(const tns_conv_params *p)
{
    return tns_dsp_depthwise_fits(p, p->out_h) && p->out_w <= tns_dsp_widest(p, TNS_DSP_WIDE);
}

/*
 * Writes output rows, [rows][out_w][in_c]. They may take the place of the input where tns_dsp_depthwise_fits_in_place.
 */
void tns_dsp_depthwise(const tns_conv_params *p, const tns_row_source *s, int8_t *output, int32_t rows);

#endif
#endif
