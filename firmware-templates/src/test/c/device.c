/*
 * Start-up on the emulated MPS2 and MPS3 boards. The emulator has loaded .data and starts with RAM all zero; newlib's own
 * start-up would place heap and stack where the emulator says, which is the code memory.
 */
#include <stdint.h>
#include <stdlib.h>

extern uint32_t stack_top;
extern int main(void);
extern void initialise_monitor_handles(void);

static void fault(void)
{
    /* SYS_EXIT with a reason other than ADP_Stopped_ApplicationExit: the emulator ends with a failure. */
    register uint32_t operation __asm("r0") = 0x18u;
    register uint32_t reason __asm("r1") = 0x20023u;
    __asm volatile("bkpt 0xab" : "+r"(operation) : "r"(reason) : "memory");
    for (;;) {
    }
}

void reset(void);

void reset(void)
{
#if defined(__ARM_FP) && !defined(__SOFTFP__)
    /* CPACR: the FPU and the vector extension. */
    *(volatile uint32_t *)0xE000ED88u |= 0xFu << 20;
    __asm volatile("dsb\n\tisb" ::: "memory");
#endif
    initialise_monitor_handles();
    exit(main());
}

typedef void (*handler)(void);

__attribute__((section(".vectors"), used)) static const struct {
    uint32_t *stack;
    handler handlers[15];
} vectors = {&stack_top,
             {reset, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault}};
