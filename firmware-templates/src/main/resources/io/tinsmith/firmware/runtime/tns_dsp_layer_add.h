/* Tinsmith runtime: a layer some taps at a time, on the DSP extension. Only with TNS_DSP. */
#ifndef TNS_DSP_LAYER_ADD_H
#define TNS_DSP_LAYER_ADD_H

#include "tns_dsp_layer.h"

#if TNS_DSP

/* Adds the products, without the bias, to sums[pixels][l->channels]. */
void tns_dsp_layer_add(const tns_layer *l, const uint32_t *columns, tns_dsp_groups groups, tns_sum *sums);

/*
 * Adds to sums[l->channels] the products of values[count], which are taps from `first` on of one pixel, in pieces that
 * fit the column.
 */
void tns_dsp_layer_add_some(const tns_layer *l, const int8_t *values, int32_t first, int32_t count, tns_sum *sums);

#endif
#endif
