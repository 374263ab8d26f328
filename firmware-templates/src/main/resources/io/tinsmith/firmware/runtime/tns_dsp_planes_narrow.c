/* Rows from narrow planes. */
#include "tns_dsp_planes_narrow.h"

#if TNS_DSP

void tns_dsp_planes_narrow(tns_dsp_block *b, int32_t rows)
{
    tns_dsp_block_run(b, rows, 0, TNS_DSP_NARROW);
}

#endif
