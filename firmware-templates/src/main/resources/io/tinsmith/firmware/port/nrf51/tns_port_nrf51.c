/*
 * Nordic nRF51 (reference manual 3.0, chapters 18 and 29) as on the BBC micro:bit V1: UART on P0.24 and P0.25, polled.
 *
 * Ticks: TIMER0 at 8 MHz. Under the emulator's -icount shift=0 one instruction takes 1 ns, so a tick is 125 instructions.
 */
#include "tns_port.h"

#define REGISTER(address) (*(volatile uint32_t *)(uintptr_t)(address))

#define CLOCK_HFCLKSTART REGISTER(0x40000000u)

#define UART_STARTRX REGISTER(0x40002000u)
#define UART_STARTTX REGISTER(0x40002008u)
#define UART_RXDRDY REGISTER(0x40002108u)
#define UART_TXDRDY REGISTER(0x4000211Cu)
#define UART_INTENSET REGISTER(0x40002304u)
#define UART_ENABLE REGISTER(0x40002500u)
#define UART_PSELTXD REGISTER(0x4000250Cu)
#define UART_PSELRXD REGISTER(0x40002514u)
#define UART_RXD REGISTER(0x40002518u)
#define UART_TXD REGISTER(0x4000251Cu)
#define UART_BAUDRATE REGISTER(0x40002524u)

#define TIMER0_START REGISTER(0x40008000u)
#define TIMER0_CAPTURE0 REGISTER(0x40008040u)
#define TIMER0_BITMODE REGISTER(0x40008508u)
#define TIMER0_PRESCALER REGISTER(0x40008510u)
#define TIMER0_CC0 REGISTER(0x40008540u)

#define GPIO_OUTSET REGISTER(0x50000508u)
#define GPIO_DIRSET REGISTER(0x50000518u)

#define NVIC_ISER REGISTER(0xE000E100u)
#define NVIC_ICPR REGISTER(0xE000E280u)

#define TX_PIN 24u
#define RX_PIN 25u
#define ENABLED 4u
#define INT_RXDRDY (1u << 2)
#define UART_INTERRUPT (1u << 2)
#define BITMODE_32 3u
#define TICKS_HZ 8000000u

void tns_port_init(void) {
    CLOCK_HFCLKSTART = 1u;
    GPIO_OUTSET = 1u << TX_PIN;
    GPIO_DIRSET = 1u << TX_PIN;
    UART_PSELTXD = TX_PIN;
    UART_PSELRXD = RX_PIN;
    /* In units of 16 MHz / 2^32, a multiple of 2^12. */
    UART_BAUDRATE = (uint32_t)(((((uint64_t)TNS_BAUD << 32) / 16000000u) + 0x800u) & 0xFFFFF000u);
    UART_ENABLE = ENABLED;
    UART_STARTRX = 1u;
    UART_STARTTX = 1u;
    /*
     * An emulator whose core spins starves its own input: on a busy machine an image then takes seconds. So the core
     * sleeps until a byte comes. Interrupts stay masked: a pending one wakes it, none is taken.
     */
    __asm__ volatile("cpsid i" ::: "memory");
    UART_INTENSET = INT_RXDRDY;
    NVIC_ISER = UART_INTERRUPT;
    TIMER0_BITMODE = BITMODE_32;
    TIMER0_PRESCALER = 1u;
    TIMER0_START = 1u;
}

int tns_port_read_byte(void) {
    if (UART_RXDRDY == 0) {
        __asm__ volatile("wfi" ::: "memory");
        return -1;
    }
    /* Before the data are read: the next byte comes right after and must not be cleared with this one. */
    UART_RXDRDY = 0;
    NVIC_ICPR = UART_INTERRUPT;
    return (int)(UART_RXD & 0xFFu);
}

void tns_port_write_byte(uint8_t byte) {
    UART_TXDRDY = 0;
    UART_TXD = byte;
    while (UART_TXDRDY == 0) {
    }
}

uint32_t tns_port_ticks(void) {
    TIMER0_CAPTURE0 = 1u;
    return TIMER0_CC0;
}

uint32_t tns_port_ticks_per_second(void) {
    return TICKS_HZ;
}
