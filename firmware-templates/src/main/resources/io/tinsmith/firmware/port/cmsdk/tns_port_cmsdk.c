/*
 * Arm MPS2 boards: CMSDK APB UART 0 and timer 0 (Arm DDI 0479D, chapter 4), peripheral clock 25 MHz.
 *
 * Under the emulator's -icount shift=0 one instruction takes 1 ns, so a tick of the timer is 40 instructions.
 */
#include "tns_port.h"

#define REGISTER(address) (*(volatile uint32_t *)(uintptr_t)(address))

#define TIMER0_CTRL REGISTER(0x40000000u)
#define TIMER0_VALUE REGISTER(0x40000004u)
#define TIMER0_RELOAD REGISTER(0x40000008u)

#define UART0_DATA REGISTER(0x40004000u)
#define UART0_STATE REGISTER(0x40004004u)
#define UART0_CTRL REGISTER(0x40004008u)
#define UART0_INTCLEAR REGISTER(0x4000400Cu)
#define UART0_BAUDDIV REGISTER(0x40004010u)

#define CTRL_TX 1u
#define CTRL_RX 2u
#define CTRL_RX_INTERRUPT 8u
#define INT_RX 2u

#define NVIC_ISER0 REGISTER(0xE000E100u)
#define NVIC_ICPR0 REGISTER(0xE000E280u)
#define UART0_RX_INTERRUPT 1u /* interrupt 0 */

#define STATE_TX_FULL 1u
#define STATE_RX_FULL 2u

#define PCLK_HZ 25000000u

void tns_port_init(void) {
    UART0_BAUDDIV = PCLK_HZ / TNS_BAUD;
    /*
     * An emulator whose core spins starves its own input: on a busy machine an image then takes seconds. So the core
     * sleeps until a byte comes. Interrupts stay masked: a pending one wakes it, none is taken.
     */
    __asm__ volatile("cpsid i" ::: "memory");
    UART0_CTRL = CTRL_TX | CTRL_RX | CTRL_RX_INTERRUPT;
    NVIC_ISER0 = UART0_RX_INTERRUPT;
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
    NVIC_ICPR0 = UART0_RX_INTERRUPT;
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
