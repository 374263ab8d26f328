/* Tinsmith runtime: a layer of more taps than fit, on the DSP extension. Only with TNS_DSP. */
#ifndef TNS_DSP_PIECES_H
#define TNS_DSP_PIECES_H

#include "tns_dsp.h"
#include "tns_layer.h"

#if TNS_DSP

/* As tns_layer_run, some taps at a time. */
void tns_dsp_pieces_run(const tns_layer *l, const int8_t *columns, int8_t *output, int32_t pixels);

#endif
#endif
