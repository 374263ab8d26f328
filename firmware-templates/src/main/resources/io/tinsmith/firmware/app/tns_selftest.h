#ifndef TNS_SELFTEST_H
#define TNS_SELFTEST_H

/*
 * Runs the model on the inputs of test_vectors.h, compares each output byte and says what came of it. With
 * TNS_GUARD_PROBE it writes behind the RAM budget (1) or overflows the stack (2) instead, which must fault.
 * Returns 0 if all is as it should be.
 */
int tns_selftest(void);

#endif
