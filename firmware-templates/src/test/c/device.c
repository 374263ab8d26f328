/* Vector table for the emulated MPS2 boards; newlib's semihosting start-up does the rest. */
#include <stdint.h>

extern uint32_t stack_top;
extern void _start(void);

static void fault(void)
{
    /* SYS_EXIT with a reason other than ADP_Stopped_ApplicationExit: the emulator ends with a failure. */
    __asm volatile("movs r0, #0x18\n\tmovw r1, #0x0023\n\tmovt r1, #0x2\n\tbkpt 0xab" ::: "r0", "r1");
    for (;;) {
    }
}

typedef void (*handler)(void);

__attribute__((section(".vectors"), used)) static const struct {
    uint32_t *stack;
    handler handlers[15];
} vectors = {&stack_top,
             {_start, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault}};
