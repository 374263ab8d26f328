/*
 * Tinsmith runtime: what the loops over four channels of one vector have in common, on the DSP extension. Only with TNS_DSP.
 *
 * Their frames begin with a copy of the job, in which the end of the weights and the entry into the loop take the places of
 * the weights and of what is skipped.
 */
#ifndef TNS_DSP_VECTOR_H
#define TNS_DSP_VECTOR_H

#include "tns_dsp.h"

#if TNS_DSP

#define TNS_DSP_VECTOR_OUTPUT "4"
#define TNS_DSP_VECTOR_BIAS "8"
#define TNS_DSP_VECTOR_MULTIPLIER "12"
#define TNS_DSP_VECTOR_SHIFT "16"
#define TNS_DSP_VECTOR_COLUMN "20"
#define TNS_DSP_VECTOR_BYTES "24"
#define TNS_DSP_VECTOR_WEIGHTS_END "28"
#define TNS_DSP_VECTOR_ENTRY "32"
#define TNS_DSP_VECTOR_COUNT "36"

/* Begins four channels whose weights are at r2: r4-r7 accumulators, r1 column. */
#define TNS_DSP_VECTOR_BEGIN                              \
    "ldr r0, [sp, #" TNS_DSP_VECTOR_BIAS "]\n\t"          \
    "ldm r0!, {r4-r7}\n\t"                                \
    "str r0, [sp, #" TNS_DSP_VECTOR_BIAS "]\n\t"          \
    "ldr r1, [sp, #" TNS_DSP_VECTOR_COLUMN "]\n\t"        \
    "ldr r0, [sp, #" TNS_DSP_VECTOR_BYTES "]\n\t"         \
    "add r0, r0, r2\n\t"                                  \
    "str r0, [sp, #" TNS_DSP_VECTOR_WEIGHTS_END "]\n\t"   \
    "ldr.w pc, [sp, #" TNS_DSP_VECTOR_ENTRY "]\n\t"

/* Goes on with the loop at 1 until the weights end. */
#define TNS_DSP_VECTOR_LOOP                               \
    "ldr.w r12, [sp, #" TNS_DSP_VECTOR_WEIGHTS_END "]\n\t" \
    "cmp r2, r12\n\t"                                     \
    "bne.w 1b\n\t"

/* Goes on at 2 until no channels are left. */
#define TNS_DSP_VECTOR_NEXT                               \
    "ldr r0, [sp, #" TNS_DSP_VECTOR_COUNT "]\n\t"         \
    "subs r0, r0, #1\n\t"                                 \
    "str r0, [sp, #" TNS_DSP_VECTOR_COUNT "]\n\t"         \
    "bne.w 2b\n\t"

#endif
#endif
