/* Says over the UART what went wrong, then stops. */
#include "tns_cortexm.h"
#include "tns_port.h"
#include "tns_print.h"

#if TNS_FAULT_REGISTERS
#define SCB_CFSR TNS_REGISTER(0xE000ED28u)
#define SCB_MMFAR TNS_REGISTER(0xE000ED34u)
#define SCB_BFAR TNS_REGISTER(0xE000ED38u)

#define CFSR_MMARVALID (1u << 7)
#define CFSR_BFARVALID (1u << 15)
#define CFSR_STKOF (1u << 20)
#endif

#ifndef TNS_FAULT_EXIT_STATUS
#define TNS_FAULT_EXIT_STATUS 1
#endif

void tns_fault(uint32_t stack, uint32_t exception);

/* The stack may be the very thing that failed: the report starts with a fresh one. */
__attribute__((naked)) void tns_fault_entry(void) {
    __asm__ volatile(
        "mrs r0, msp\n\t"
        "mrs r1, ipsr\n\t"
        "ldr r2, =__stack_top\n\t"
        "msr msp, r2\n\t"
        "ldr r3, =tns_fault\n\t"
        "bx r3\n\t");
}

#if TNS_FAULT_REGISTERS
static void print_cause(uint32_t cfsr) {
    tns_print_text(" cfsr=0x");
    tns_print_hex32(cfsr);
    if ((cfsr & CFSR_MMARVALID) != 0) {
        tns_print_text(" address=0x");
        tns_print_hex32(SCB_MMFAR);
    } else if ((cfsr & CFSR_BFARVALID) != 0) {
        tns_print_text(" address=0x");
        tns_print_hex32(SCB_BFAR);
    } else if (TNS_ARMV8M && (cfsr & CFSR_STKOF) != 0) {
        tns_print_text(" stack overflow");
    }
}
#endif

__attribute__((used)) void tns_fault(uint32_t stack, uint32_t exception) {
    uint32_t limit = (uint32_t)(uintptr_t)__stack_limit;
    uint32_t top = (uint32_t)(uintptr_t)__stack_top;
    uint32_t pc = 0;
    /* Armv8-M leaves the stack at its limit where no frame fitted. */
    if (stack >= limit + TNS_ARMV8M && stack + 32u <= top) {
        pc = TNS_REGISTER(stack + 24u);
    }
    tns_print_text("\r\ne-[fault exception=");
    tns_print_decimal(exception & 0x1FFu);
#if TNS_FAULT_REGISTERS
    print_cause(SCB_CFSR);
#endif
    tns_print_text(" pc=0x");
    tns_print_hex32(pc);
    tns_print_text("]\r\n");
    tns_port_exit(TNS_FAULT_EXIT_STATUS);
}
