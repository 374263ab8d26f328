/*
 * Tinsmith runtime: which kernels the compiler's target gets.
 *
 * TNS_MVE and TNS_DSP are 1 where the kernels use the integer vector extension (Helium) or the DSP extension: the core
 * has it, the compiler optimizes (the inner loops need nearly all registers), and TNS_FORCE_PORTABLE is not defined. At
 * most one of the two is 1. Results are the portable kernels' to the bit.
 *
 * TNS_WEIGHT_QUADS tells the order of weights of convolutions and dense layers, which is fixed when a model is
 * generated: 1 for cores with the DSP extension and without MVE. See tns_weights.h.
 *
 * Unaligned word loads must be allowed, as they are after reset on all cores that have either extension.
 */
#ifndef TNS_CPU_H
#define TNS_CPU_H

#if defined(__GNUC__) && defined(__OPTIMIZE__) && !defined(TNS_FORCE_PORTABLE)
#define TNS_MAY_SPECIALIZE 1
#else
#define TNS_MAY_SPECIALIZE 0
#endif

#if defined(__ARM_FEATURE_MVE) && (__ARM_FEATURE_MVE & 1)
#define TNS_HAS_MVE 1
#else
#define TNS_HAS_MVE 0
#endif

#if defined(__ARM_FEATURE_DSP) && !TNS_HAS_MVE
#define TNS_HAS_DSP 1
#else
#define TNS_HAS_DSP 0
#endif

#define TNS_MVE (TNS_HAS_MVE && TNS_MAY_SPECIALIZE)
#define TNS_DSP (TNS_HAS_DSP && TNS_MAY_SPECIALIZE)

#ifndef TNS_WEIGHT_QUADS
#define TNS_WEIGHT_QUADS TNS_HAS_DSP
#endif

/* Bytes on the stack in which kernels gather what an inner loop reads; a multiple of 8. */
#ifndef TNS_COLUMN_BYTES
#define TNS_COLUMN_BYTES 1536
#endif

#endif
