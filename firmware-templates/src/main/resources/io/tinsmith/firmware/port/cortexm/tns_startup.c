/*
 * Start-up of an Armv6-M/Armv7-M/Armv8-M core: vector table, .data, .bss, stack paint, FPU, memory guard.
 *
 * The stack lies at the bottom of RAM and grows downwards, so an overflow leaves RAM and faults instead of running
 * into the statics. On Armv8-M the stack limit register makes it fault, before anything is written.
 */
#include <stdint.h>

#include "tns_cortexm.h"

extern int main(void);

extern uint32_t __data_load[], __data_start[], __data_end[];
extern uint8_t __bss_start[], __bss_end[];
extern uint8_t __arena_start[], __arena_end[];

#define SCB_VTOR TNS_REGISTER(0xE000ED08u)
#define SCB_CCR TNS_REGISTER(0xE000ED14u)
#define SCB_SHCSR TNS_REGISTER(0xE000ED24u)
#define SCB_CPACR TNS_REGISTER(0xE000ED88u)

void Reset_Handler(void);

typedef union {
    void (*handler)(void);
    uint32_t *stack;
} tns_vector;

/* Interrupts are not used: the UART is polled. */
__attribute__((section(".isr_vector"), used)) static const tns_vector tns_vectors[16] = {
    [0] = {.stack = __stack_top},
    [1] = {.handler = Reset_Handler},
    [2] = {.handler = tns_fault_entry},  /* NMI */
    [3] = {.handler = tns_fault_entry},  /* HardFault */
    [4] = {.handler = tns_fault_entry},  /* MemManage */
    [5] = {.handler = tns_fault_entry},  /* BusFault */
    [6] = {.handler = tns_fault_entry},  /* UsageFault */
    [7] = {.handler = tns_fault_entry},  /* SecureFault */
    [11] = {.handler = tns_fault_entry}, /* SVCall */
    [12] = {.handler = tns_fault_entry}, /* DebugMonitor */
    [14] = {.handler = tns_fault_entry}, /* PendSV */
    [15] = {.handler = tns_fault_entry}, /* SysTick */
};

static void paint_stack(void) {
    /* The words right below the frame may be in use by this function. */
    volatile uint32_t *end = (volatile uint32_t *)__builtin_frame_address(0) - 16;
    for (volatile uint32_t *p = __stack_limit; p < end; p++) {
        *p = TNS_STACK_PAINT;
    }
}

static void clear(uint8_t *from, const uint8_t *to) {
    while (from < to) {
        *from++ = 0;
    }
}

void Reset_Handler(void) {
    SCB_VTOR = (uint32_t)(uintptr_t)tns_vectors;
#if TNS_ARMV8M
    __asm__ volatile("msr msplim, %0" : : "r"(__stack_limit));
#endif
#if defined(__ARM_FP) && !defined(__SOFTFP__)
    SCB_CPACR |= 0xFu << 20; /* the FPU, and the vector extension with it */
#if defined(__ARM_FEATURE_MVE)
    SCB_CCR |= 1u << 19; /* LOB: loops without branches */
#endif
    __asm__ volatile("dsb\n\tisb" ::: "memory");
#endif
    paint_stack();
    const uint32_t *from = __data_load;
    for (uint32_t *to = __data_start; to < __data_end; to++) {
        *to = *from++;
    }
    clear(__arena_start, __arena_end);
    clear(__bss_start, __bss_end);
#if TNS_FAULT_REGISTERS
    SCB_SHCSR |= (TNS_ARMV8M ? 15u : 7u) << 16; /* MemManage, BusFault, UsageFault, SecureFault */
#endif
    tns_guard_enable();
    (void)main();
    for (;;) {
    }
}
