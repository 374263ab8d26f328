/*
 * Arm MPS3 with FPGA image AN547 (Cortex-M55 in an SSE-300), Secure state: CMSDK APB UART 0 (Arm DDI 0479D, chapter 4),
 * by its Secure alias.
 *
 * Ticks: the DWT cycle counter where it counts. An emulator reads it as 0; then the FPGA's own counter, which QEMU clocks
 * at 20 MHz: under -icount shift=0, where an instruction takes 1 ns, a tick is 50 instructions.
 */
#include "tns_port.h"

#define REGISTER(address) (*(volatile uint32_t *)(uintptr_t)(address))

#define FPGAIO_COUNTER REGISTER(0x59302018u)
#define FPGAIO_PRESCALE REGISTER(0x5930201Cu)

#define UART0_DATA REGISTER(0x59303000u)
#define UART0_STATE REGISTER(0x59303004u)
#define UART0_CTRL REGISTER(0x59303008u)
#define UART0_INTCLEAR REGISTER(0x5930300Cu)
#define UART0_BAUDDIV REGISTER(0x59303010u)

#define CTRL_TX 1u
#define CTRL_RX 2u
#define CTRL_RX_INTERRUPT 8u
#define INT_RX 2u

#define NVIC_ISER1 REGISTER(0xE000E104u)
#define NVIC_ICPR1 REGISTER(0xE000E284u)
#define UART0_RX_INTERRUPT 2u /* interrupt 33 */

#define STATE_TX_FULL 1u
#define STATE_RX_FULL 2u

#define DEMCR REGISTER(0xE000EDFCu)
#define DWT_CTRL REGISTER(0xE0001000u)
#define DWT_CYCCNT REGISTER(0xE0001004u)

#define CORE_HZ 32000000u
#define PCLK_HZ 25000000u
#define EMULATED_COUNTER_HZ 20000000u

/* Whether the cycle counter stands still. Reading it again for each tick would cost as much as asking. */
static uint8_t no_cycle_counter;

static void init_ticks(void) {
    DEMCR |= 1u << 24;
    DWT_CYCCNT = 0;
    DWT_CTRL |= 1u;
    uint32_t before = DWT_CYCCNT;
    __asm__ volatile("nop\n\tnop\n\tnop\n\tnop" ::: "memory");
    no_cycle_counter = DWT_CYCCNT == before;
    if (no_cycle_counter) {
        FPGAIO_PRESCALE = 0;
        FPGAIO_COUNTER = 0;
    }
}

void tns_port_init(void) {
    UART0_BAUDDIV = PCLK_HZ / TNS_BAUD;
    /*
     * An emulator whose core spins starves its own input: on a busy machine an image then takes seconds. So the core
     * sleeps until a byte comes. Interrupts stay masked: a pending one wakes it, none is taken.
     */
    __asm__ volatile("cpsid i" ::: "memory");
    UART0_CTRL = CTRL_TX | CTRL_RX | CTRL_RX_INTERRUPT;
    NVIC_ISER1 = UART0_RX_INTERRUPT;
    init_ticks();
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
    return no_cycle_counter ? FPGAIO_COUNTER : DWT_CYCCNT;
}

uint32_t tns_port_ticks_per_second(void) {
    return no_cycle_counter ? EMULATED_COUNTER_HZ : CORE_HZ;
}
