/*
 * Arm MPS2 boards: CMSDK APB UART 0 and timer 0 (Arm DDI 0479D, chapter 4). With a Cortex-M33 that is FPGA image AN505,
 * an IoT kit, in Secure state and so by Secure aliases.
 *
 * Under the emulator's -icount shift=0 one instruction takes 1 ns, so a tick of the timer is 40 instructions, on AN505 50.
 */
#include "tns_port.h"

#define REGISTER(address) (*(volatile uint32_t *)(uintptr_t)(address))

#if defined(__ARM_ARCH_8M_MAIN__)
#define TIMER0 0x50000000u
#define UART0 0x50200000u
#define UART0_RX_REGISTER 4u /* interrupt 32 */
#define PCLK_HZ 20000000u
#else
#define TIMER0 0x40000000u
#define UART0 0x40004000u
#define UART0_RX_REGISTER 0u /* interrupt 0 */
#define PCLK_HZ 25000000u
#endif

#define TIMER0_CTRL REGISTER(TIMER0)
#define TIMER0_VALUE REGISTER(TIMER0 + 0x04u)
#define TIMER0_RELOAD REGISTER(TIMER0 + 0x08u)

#define UART0_DATA REGISTER(UART0)
#define UART0_STATE REGISTER(UART0 + 0x04u)
#define UART0_CTRL REGISTER(UART0 + 0x08u)
#define UART0_INTCLEAR REGISTER(UART0 + 0x0Cu)
#define UART0_BAUDDIV REGISTER(UART0 + 0x10u)

#define CTRL_TX 1u
#define CTRL_RX 2u
#define CTRL_RX_INTERRUPT 8u
#define INT_RX 2u

#define NVIC_ISER REGISTER(0xE000E100u + UART0_RX_REGISTER)
#define NVIC_ICPR REGISTER(0xE000E280u + UART0_RX_REGISTER)
#define UART0_RX_INTERRUPT 1u

#define STATE_TX_FULL 1u
#define STATE_RX_FULL 2u

void tns_port_init(void) {
    UART0_BAUDDIV = PCLK_HZ / TNS_BAUD;
    /*
     * An emulator whose core spins starves its own input: on a busy machine an image then takes seconds. So the core
     * sleeps until a byte comes. Interrupts stay masked: a pending one wakes it, none is taken.
     */
    __asm__ volatile("cpsid i" ::: "memory");
    UART0_CTRL = CTRL_TX | CTRL_RX | CTRL_RX_INTERRUPT;
    NVIC_ISER = UART0_RX_INTERRUPT;
    TIMER0_RELOAD = 0xFFFFFFFFu;
    TIMER0_VALUE = 0xFFFFFFFFu;
    TIMER0_CTRL = 1u;
}

int tns_port_read_byte(void) {
    if ((UART0_STATE & STATE_RX_FULL) == 0) {
        __asm__ volatile("wfi" ::: "memory");
        return -1;
    }
    /* Before the data are read: the next byte comes right after and must not be cleared with this one. */
    UART0_INTCLEAR = INT_RX;
    NVIC_ICPR = UART0_RX_INTERRUPT;
    return (int)(UART0_DATA & 0xFFu);
}

void tns_port_write_byte(uint8_t byte) {
    while ((UART0_STATE & STATE_TX_FULL) != 0) {
    }
    UART0_DATA = byte;
}

uint32_t tns_port_ticks(void) {
    return 0xFFFFFFFFu - TIMER0_VALUE;
}

uint32_t tns_port_ticks_per_second(void) {
    return PCLK_HZ;
}
