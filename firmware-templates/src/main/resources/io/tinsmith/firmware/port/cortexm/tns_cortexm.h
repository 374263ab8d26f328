/* What start-up, guard and fault handler share. Symbols with leading underscores come from the linker script. */
#ifndef TNS_CORTEXM_H
#define TNS_CORTEXM_H

#include <stdint.h>

#define TNS_REGISTER(address) (*(volatile uint32_t *)(uintptr_t)(address))

#define TNS_STACK_PAINT 0xC5A35A3Cu

extern uint32_t __stack_limit[], __stack_top[];
extern uint8_t __ram_start[], __ram_budget_end[], __ram_guard_end[];

/*
 * Forbids all access right below RAM (stack overflow) and from the end of the RAM budget to __ram_guard_end,
 * behind all RAM that the chip (or the emulated machine) has there. Needs an MPU after PMSAv7; does nothing on a core without one.
 */
void tns_guard_enable(void);

/* All exceptions end here. */
void tns_fault_entry(void);

#endif
