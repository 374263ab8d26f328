/* Tinsmith runtime: rows from middle planes, on the DSP extension. Only with TNS_DSP. */
#ifndef TNS_DSP_PLANES_MIDDLE_H
#define TNS_DSP_PLANES_MIDDLE_H

#include "tns_dsp_block.h"

#if TNS_DSP

/* tns_dsp_block_run where the rows of planes are TNS_DSP_MIDDLE words. */
void tns_dsp_planes_middle(tns_dsp_block *b, int32_t rows, int32_t top);

#endif
#endif
