#include "tns_divide.h"

uint64_t tns_divide(uint64_t dividend, uint32_t divisor, uint32_t *rest) {
    uint64_t left = 0;
    for (int bit = 0; bit < 64; bit++) {
        /* Bits of the quotient follow those of the dividend that are used up. */
        left = left << 1 | dividend >> 63;
        dividend <<= 1;
        if (left >= divisor) {
            left -= divisor;
            dividend |= 1u;
        }
    }
    *rest = (uint32_t)left;
    return dividend;
}
