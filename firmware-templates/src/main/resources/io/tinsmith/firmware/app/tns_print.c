#include "tns_print.h"

#include "tns_divide.h"
#include "tns_port.h"

void tns_print_text(const char *text) {
    for (; *text != '\0'; text++) {
        tns_port_write_byte((uint8_t)*text);
    }
}

static void print_unsigned(uint64_t value) {
    char digits[20];
    int count = 0;
    do {
        uint32_t digit;
        value = tns_divide(value, 10u, &digit);
        digits[count++] = (char)('0' + (int)digit);
    } while (value != 0);
    while (count > 0) {
        tns_port_write_byte((uint8_t)digits[--count]);
    }
}

void tns_print_decimal(uint32_t value) {
    print_unsigned(value);
}

static void print_nibble(uint32_t nibble) {
    tns_port_write_byte((uint8_t)"0123456789abcdef"[nibble & 0xFu]);
}

void tns_print_hex8(uint8_t value) {
    print_nibble((uint32_t)value >> 4);
    print_nibble(value);
}

void tns_print_hex32(uint32_t value) {
    for (int shift = 28; shift >= 0; shift -= 4) {
        print_nibble(value >> shift);
    }
}

void tns_print_milli(int64_t thousandths) {
    uint64_t magnitude = (uint64_t)thousandths;
    if (thousandths < 0) {
        tns_port_write_byte('-');
        magnitude = 0u - magnitude;
    }
    uint32_t rest;
    print_unsigned(tns_divide(magnitude, 1000u, &rest));
    tns_port_write_byte('.');
    tns_port_write_byte((uint8_t)('0' + rest / 100u));
    tns_port_write_byte((uint8_t)('0' + rest / 10u % 10u));
    tns_port_write_byte((uint8_t)('0' + rest % 10u));
}
