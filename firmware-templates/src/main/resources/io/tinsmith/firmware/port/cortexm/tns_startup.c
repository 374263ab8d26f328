/*
 * Start-up of an Armv6-M/Armv7-M/Armv8-M core: vector table, .data, .bss, stack paint, FPU, memory guard.
 *
 * The stack lies at the bottom of RAM and grows downwards, so an overflow leaves RAM and faults instead of running
 * into the statics.
 */
#include <stdint.h>

#include "tns_cortexm.h"

extern int main(void);

extern uint32_t __data_load[], __data_start[], __data_end[];
extern uint8_t __bss_start[], __bss_end[];
extern uint8_t __arena_start[], __arena_end[];

#define SCB_VTOR TNS_REGISTER(0xE000ED08u)
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
#if defined(__ARM_FP) && !defined(__SOFTFP__)
    SCB_CPACR |= 0xFu << 20;
    __asm__ volatile("dsb\n\tisb" ::: "memory");
#endif
    paint_stack();
    const uint32_t *from = __data_load;
    for (uint32_t *to = __data_start; to < __data_end; to++) {
        *to = *from++;
    }
    clear(__arena_start, __arena_end);
    clear(__bss_start, __bss_end);
#if defined(__ARM_ARCH_7M__) || defined(__ARM_ARCH_7EM__)
    SCB_SHCSR |= 7u << 16; /* MemManage, BusFault, UsageFault */
#endif
    tns_guard_enable();
    (void)main();
    for (;;) {
    }
}
