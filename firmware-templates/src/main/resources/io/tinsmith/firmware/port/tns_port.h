/*
 * The port layer: all that the application asks of a chip. A port implements these seven functions; the three that do
 * not depend on the chip's peripherals are in cortexm/.
 */
#ifndef TNS_PORT_H
#define TNS_PORT_H

#include <stdint.h>

/* Clocks, UART and tick counter. Called once, before anything else. */
void tns_port_init(void);

/* The next byte from the UART, 0..255, or -1 if none has come. May sleep until something happens. */
int tns_port_read_byte(void);

/* Sends a byte; waits until the transmitter takes it. */
void tns_port_write_byte(uint8_t byte);

/* A counter that runs up and wraps at 2^32. */
uint32_t tns_port_ticks(void);

/* Its frequency in Hz. */
uint32_t tns_port_ticks_per_second(void);

/* Ends an emulated run with an exit status (builds with TNS_SEMIHOSTING), else stops. */
void tns_port_exit(int status);

/* Sizes in bytes, as linked and as painted. */
typedef struct {
    uint32_t statics;        /* .data + .bss without the arena */
    uint32_t stack_reserved;
    uint32_t stack_used;     /* from the paint: deepest byte that was written since the start */
} tns_memory;

void tns_port_memory(tns_memory *memory);

#endif
