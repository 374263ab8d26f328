/*
 * Tinsmith runtime: ways of kernels that are code of their own. All are compiled unless the make file of a model, none of
 * whose layers takes one, defines that one as 0; the linker then leaves it out. tns_model.c checks that none is missing.
 */
#ifndef TNS_PATHS_H
#define TNS_PATHS_H

#include "tns_cpu.h"

/* Convolutions of which not even one pixel's taps fit TNS_COLUMN_BYTES. */
#ifndef TNS_USE_CONV_ANY
#define TNS_USE_CONV_ANY 1
#endif

/* The others are of the DSP extension. Depthwise convolutions that are not for planes: see tns_dsp_depthwise_fits. */
#ifndef TNS_USE_DEPTHWISE_ANY
#define TNS_USE_DEPTHWISE_ANY 1
#endif

/* Among them those of fewer than four channels, and of tall kernels. */
#ifndef TNS_USE_DEPTHWISE_PORTABLE
#define TNS_USE_DEPTHWISE_PORTABLE 1
#endif

/* Planes by the width of their rows: see tns_dsp_block.h. */
#ifndef TNS_USE_PLANES_NARROW
#define TNS_USE_PLANES_NARROW 1
#endif
#ifndef TNS_USE_PLANES_MIDDLE
#define TNS_USE_PLANES_MIDDLE 1
#endif
#ifndef TNS_USE_PLANES_WIDE
#define TNS_USE_PLANES_WIDE 1
#endif
#define TNS_USE_PLANES (TNS_USE_PLANES_NARROW || TNS_USE_PLANES_MIDDLE || TNS_USE_PLANES_WIDE)

/* Convolutions of at least four channels whose columns leave room for widened weights: see tns_dsp_room_of. */
#ifndef TNS_USE_FOURS
#define TNS_USE_FOURS 1
#endif

/* Dense layers whose weights stand in halves: see tns_halves.h. */
#ifndef TNS_USE_HALVES
#define TNS_USE_HALVES 1
#endif

/* Dense layers whose inputs do not fit TNS_COLUMN_BYTES. */
#ifndef TNS_USE_DENSE_PIECES
#define TNS_USE_DENSE_PIECES 1
#endif

#endif
