/* Text over the port, without stdio. */
#ifndef TNS_PRINT_H
#define TNS_PRINT_H

#include <stdint.h>

void tns_print_text(const char *text);
void tns_print_decimal(uint32_t value);
void tns_print_hex8(uint8_t value);
void tns_print_hex32(uint32_t value);

/* A number of thousandths with its three decimals: -1234 is -1.234. */
void tns_print_milli(int64_t thousandths);

#endif
