/* Sizes as linked, and the stack's water mark. */
#include "tns_cortexm.h"
#include "tns_port.h"

extern uint8_t __data_start[], __bss_end[];

void tns_port_memory(tns_memory *memory) {
    const volatile uint32_t *p = __stack_limit;
    const volatile uint32_t *top = __stack_top;
    memory->statics = (uint32_t)(__bss_end - __data_start);
    memory->stack_reserved = (uint32_t)(top - p) * 4u;
    while (p < top && *p == TNS_STACK_PAINT) {
        p++;
    }
    memory->stack_used = (uint32_t)(top - p) * 4u;
}
