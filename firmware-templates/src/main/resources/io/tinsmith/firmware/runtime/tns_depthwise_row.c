/* Output rows of a depthwise convolution. */
#include "tns_depthwise_row.h"

#include "tns_depthwise_any.h"
#include "tns_dsp_depthwise.h"
#include "tns_mve_tiles.h"
#include "tns_paths.h"

void tns_depthwise_rows(const tns_conv_params *p, const tns_row_source *s, int8_t *output, int32_t rows)
{
#if TNS_DSP
    if (TNS_USE_PLANES && (!TNS_USE_DEPTHWISE_ANY || tns_dsp_depthwise_fits(p, rows))) {
        tns_dsp_depthwise(p, s, output, rows);
        return;
    }
#endif
#if TNS_MVE
    if (tns_mve_tiles_rows(p, s, output, rows)) {
        return;
    }
#endif
    tns_depthwise_any_rows(p, s, output, rows);
}

int tns_depthwise_fits_in_place(const tns_conv_params *p)
{
#if TNS_DSP
    return TNS_USE_PLANES && tns_dsp_depthwise_fits_in_place(p);
#else
    (void)p;
    return 0;
#endif
}
