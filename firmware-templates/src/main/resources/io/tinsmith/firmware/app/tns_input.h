/*
 * Where the benchmark keeps the model's inputs, whose bytes it counts one tensor after the other. Where the model takes
 * its input by rows, this is a buffer outside the program's RAM, in a section of its own; it belongs to the benchmark,
 * and a camera would not need it.
 */
#ifndef TNS_INPUT_H
#define TNS_INPUT_H

#include "tns_model.h"

#ifdef TNS_INPUT_BY_ROWS
extern int8_t tns_input[TNS_INPUT_BYTES];
#define TNS_INPUT_AT(i) tns_input[i]
#define TNS_EACH_INPUT(call) call(tns_input, 0, TNS_INPUT_BYTES)
#endif

/* The self-test hands in rows from flash instead: set it before an inference. */
extern const int8_t *tns_selftest_input;

#endif
