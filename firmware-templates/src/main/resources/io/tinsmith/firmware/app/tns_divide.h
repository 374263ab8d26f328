/* Division of 64 bits, bit by bit: the C library's is fast, and takes 0.7 KB of flash on cores without one. */
#ifndef TNS_DIVIDE_H
#define TNS_DIVIDE_H

#include <stdint.h>

/* The quotient, and the remainder in *rest. The divisor must not be 0. */
uint64_t tns_divide(uint64_t dividend, uint32_t divisor, uint32_t *rest);

#endif
