/* What start-up, guard and fault handler share. Symbols with leading underscores come from the linker script. */
#ifndef TNS_CORTEXM_H
#define TNS_CORTEXM_H

#include <stdint.h>

#define TNS_REGISTER(address) (*(volatile uint32_t *)(uintptr_t)(address))

#define TNS_STACK_PAINT 0xC5A35A3Cu

/* Cores whose faults have exceptions and registers of their own: all but Armv6-M, which knows the HardFault alone. */
#if defined(__ARM_ARCH_8M_MAIN__) || defined(__ARM_ARCH_8_1M_MAIN__)
#define TNS_ARMV8M 1
#define TNS_FAULT_REGISTERS 1
#elif defined(__ARM_ARCH_7M__) || defined(__ARM_ARCH_7EM__)
#define TNS_ARMV8M 0
#define TNS_FAULT_REGISTERS 1
#else
#define TNS_ARMV8M 0
#define TNS_FAULT_REGISTERS 0
#endif

extern uint32_t __stack_limit[], __stack_top[];
extern uint8_t __ram_start[], __ram_budget_end[], __ram_guard_end[];

/*
 * Forbids all access right below RAM (stack overflow; on Armv8-M the stack limit does that) and from the end of the RAM
 * budget to __ram_guard_end, behind all RAM that the chip (or the emulated machine) has there. Does nothing on a core
 * without a memory protection unit.
 */
void tns_guard_enable(void);

/* Whether the memory protection unit is on. Its control register reads as 0 where there is no such unit. */
static inline int tns_guard_is_on(void) {
    return (TNS_REGISTER(0xE000ED94u) & 1u) != 0;
}

/* All exceptions end here. */
void tns_fault_entry(void);

#endif
