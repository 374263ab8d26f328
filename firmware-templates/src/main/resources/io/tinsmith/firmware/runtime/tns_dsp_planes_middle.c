/* Rows from middle planes. */
#include "tns_dsp_planes_middle.h"

#if TNS_DSP

void tns_dsp_planes_middle(tns_dsp_block *b, int32_t rows, int32_t top)
{
    tns_dsp_block_run(b, rows, top, TNS_DSP_MIDDLE);
}

#endif
