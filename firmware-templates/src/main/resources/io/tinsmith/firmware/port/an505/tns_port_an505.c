/*
 * Arm MPS2+ with FPGA image AN505 (Cortex-M33 in an IoT kit), Secure state: CMSDK APB UART 0 (Arm DDI 0479D, chapter 4),
 * by its Secure alias.
 *
 * Ticks: CMSDK timer 0. Under the emulator's -icount shift=0 one instruction takes 1 ns, so a tick is 50 instructions.
 */
#include "tns_port.h"

#define REGISTER(address) (*(volatile uint32_t *)(uintptr_t)(address))

#define TIMER0_CTRL REGISTER(0x50000000u)
#define TIMER0_VALUE REGISTER(0x50000004u)
#define TIMER0_RELOAD REGISTER(0x50000008u)

#define UART0_DATA REGISTER(0x50200000u)
#define UART0_STATE REGISTER(0x50200004u)
#define UART0_CTRL REGISTER(0x50200008u)
#define UART0_INTCLEAR REGISTER(0x5020000Cu)
#define UART0_BAUDDIV REGISTER(0x50200010u)

#define CTRL_TX 1u
#define CTRL_RX 2u
#define CTRL_RX_INTERRUPT 8u
#define INT_RX 2u

#define NVIC_ISER1 REGISTER(0xE000E104u)
#define NVIC_ICPR1 REGISTER(0xE000E284u)
#define UART0_RX_INTERRUPT 1u /* interrupt 32 */

#define STATE_TX_FULL 1u
#define STATE_RX_FULL 2u

#define PCLK_HZ 20000000u

void tns_port_init(void) {
    UART0_BAUDDIV = PCLK_HZ / TNS_BAUD;
    /*
     * An emulator whose core spins starves its own input: on a busy machine an image then takes seconds. So the core
     * sleeps until a byte comes. Interrupts stay masked: a pending one wakes it, none is taken.
     */
    __asm__ volatile("cpsid i" ::: "memory");
    UART0_CTRL = CTRL_TX | CTRL_RX | CTRL_RX_INTERRUPT;
    NVIC_ISER1 = UART0_RX_INTERRUPT;
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
    NVIC_ICPR1 = UART0_RX_INTERRUPT;
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
