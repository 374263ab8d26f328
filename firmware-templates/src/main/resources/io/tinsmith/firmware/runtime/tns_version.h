/*
 * Tinsmith runtime: version of the contract between generated code and the runtime.
 *
 * Raised whenever a struct, a layout or a number that the generator computes changes its meaning. Generated code
 * compares it with the one it was written for and stops with #error Regenerate.
 */
#ifndef TNS_VERSION_H
#define TNS_VERSION_H

#define TNS_RUNTIME_ABI 1

#endif
