/* Output rows of a depthwise convolution with any kernel, one by one. */
#include "tns_depthwise_any.h"

#include "tns_depthwise_portable.h"
#include "tns_dsp_depthwise_any.h"
#include "tns_mve_depthwise.h"
#include "tns_mve_narrow.h"
#include "tns_paths.h"
#include "tns_plain_depthwise.h"

static void one_row(const tns_conv_params *p, const tns_row_source *s, int8_t *output)
{
#if TNS_MVE
    if (tns_mve_narrow_row(p, s, output) || tns_mve_depthwise_row(p, s, output)) {
        return;
    }
#endif
#if TNS_DSP
    if (!TNS_USE_DEPTHWISE_PORTABLE || (p->in_c >= 4 && p->k_h <= TNS_DSP_DEPTHWISE_MAX_K_H)) {
        tns_dsp_depthwise_any_row(p, s, output);
        return;
    }
#endif
#if !TNS_DSP && !TNS_MVE
    tns_plain_rows plain;
    if (tns_plain_depthwise_fits(p, s, &plain)) {
        tns_plain_depthwise_row(p, &plain, output);
        return;
    }
#endif
    tns_depthwise_portable_row(p, s, output);
}

void tns_depthwise_any_rows(const tns_conv_params *p, const tns_row_source *s, int8_t *output, int32_t rows)
{
    tns_row_source source = *s;
    for (; rows > 0; rows--) {
        one_row(p, &source, output);
        output += p->out_w * p->in_c;
        source.top += p->stride_h;
    }
}
