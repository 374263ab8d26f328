/* A port over standard input and output, whose clock ticks once a call. */
#include <stdio.h>
#include <stdlib.h>

#include "tns_port.h"

static uint32_t ticks;

void tns_port_init(void)
{
}

int tns_port_read_byte(void)
{
    int byte = getchar();
    if (byte == EOF) {
        exit(0);
    }
    return byte;
}

void tns_port_write_byte(uint8_t byte)
{
    putchar(byte);
}

uint32_t tns_port_ticks(void)
{
    return ticks++;
}

uint32_t tns_port_ticks_per_second(void)
{
    return 1000;
}

void tns_port_exit(int status)
{
    exit(status);
}

void tns_port_memory(tns_memory *memory)
{
    memory->statics = 1;
    memory->stack_reserved = 2;
    memory->stack_used = 3;
}
