/* Tinsmith runtime: rows from narrow planes, on the DSP extension. Only with TNS_DSP. */
#ifndef TNS_DSP_PLANES_NARROW_H
#define TNS_DSP_PLANES_NARROW_H

#include "tns_dsp_block.h"

#if TNS_DSP

/* tns_dsp_block_run where the rows of planes are TNS_DSP_NARROW words. */
void tns_dsp_planes_narrow(tns_dsp_block *b, int32_t rows);

#endif
#endif
