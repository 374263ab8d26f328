/*
 * STM32F4 (RM0090, RM0390): TNS_UART 1 (PA9, PA10), 2 (PA2, PA3), 3 (PD8, PD9) or 6 (PC6, PC7), polled.
 * The chip runs from its internal oscillator, 16 MHz, as after reset.
 *
 * Ticks: the DWT cycle counter where it counts. An emulator reads it as 0; then TIM2, which the emulated chip clocks
 * at 1 GHz: under -icount shift=0, where an instruction takes 1 ns, a tick is an instruction.
 */
#include "tns_port.h"

#define REGISTER(address) (*(volatile uint32_t *)(uintptr_t)(address))

#define HSI_HZ 16000000u
#define EMULATED_TIM2_HZ 1000000000u

#define RCC_AHB1ENR REGISTER(0x40023830u)
#define RCC_APB1ENR REGISTER(0x40023840u)
#define RCC_APB2ENR REGISTER(0x40023844u)

#if TNS_UART == 1
#define USART 0x40011000u
#define GPIO 0x40020000u
#define GPIO_CLOCK 0
#define USART_ENR RCC_APB2ENR
#define USART_CLOCK 4
#define USART_INTERRUPT 37u
#define TX_PIN 9u
#define PIN_FUNCTION 7u
#elif TNS_UART == 2
#define USART 0x40004400u
#define GPIO 0x40020000u
#define GPIO_CLOCK 0
#define USART_ENR RCC_APB1ENR
#define USART_CLOCK 17
#define USART_INTERRUPT 38u
#define TX_PIN 2u
#define PIN_FUNCTION 7u
#elif TNS_UART == 3
#define USART 0x40004800u
#define GPIO 0x40020C00u
#define GPIO_CLOCK 3
#define USART_ENR RCC_APB1ENR
#define USART_CLOCK 18
#define USART_INTERRUPT 39u
#define TX_PIN 8u
#define PIN_FUNCTION 7u
#elif TNS_UART == 6
#define USART 0x40011400u
#define GPIO 0x40020800u
#define GPIO_CLOCK 2
#define USART_ENR RCC_APB2ENR
#define USART_CLOCK 5
#define USART_INTERRUPT 71u
#define TX_PIN 6u
#define PIN_FUNCTION 8u
#else
#error "TNS_UART must be 1, 2, 3 or 6"
#endif

#define GPIO_MODER REGISTER(GPIO)
#define GPIO_AFR(pin) REGISTER(GPIO + 0x20u + (pin) / 8u * 4u)

#define USART_SR REGISTER(USART)
#define USART_DR REGISTER(USART + 0x04u)
#define USART_BRR REGISTER(USART + 0x08u)
#define USART_CR1 REGISTER(USART + 0x0Cu)

#define CR1_RXNEIE (1u << 5)

#define SR_RXNE (1u << 5)
#define SR_TXE (1u << 7)

#define TIM2_CR1 REGISTER(0x40000000u)
#define TIM2_EGR REGISTER(0x40000014u)
#define TIM2_CNT REGISTER(0x40000024u)
#define TIM2_PSC REGISTER(0x40000028u)
#define TIM2_ARR REGISTER(0x4000002Cu)

#define NVIC_ISER REGISTER(0xE000E100u + USART_INTERRUPT / 32u * 4u)
#define NVIC_ICPR REGISTER(0xE000E280u + USART_INTERRUPT / 32u * 4u)
#define NVIC_BIT (1u << USART_INTERRUPT % 32u)

#define DEMCR REGISTER(0xE000EDFCu)
#define DWT_CTRL REGISTER(0xE0001000u)
#define DWT_CYCCNT REGISTER(0xE0001004u)

/* Whether the cycle counter stands still. Reading it again for each tick would cost as much as asking. */
static uint8_t no_cycle_counter;

static void pin_function(uint32_t pin) {
    GPIO_MODER = (GPIO_MODER & ~(3u << (pin * 2u))) | (2u << (pin * 2u));
    uint32_t position = (pin % 8u) * 4u;
    GPIO_AFR(pin) = (GPIO_AFR(pin) & ~(0xFu << position)) | (PIN_FUNCTION << position);
}

static void init_ticks(void) {
    DEMCR |= 1u << 24;
    DWT_CYCCNT = 0;
    DWT_CTRL |= 1u;
    uint32_t before = DWT_CYCCNT;
    __asm__ volatile("nop\n\tnop\n\tnop\n\tnop" ::: "memory");
    no_cycle_counter = DWT_CYCCNT == before;
    if (no_cycle_counter) {
        RCC_APB1ENR |= 1u;
        TIM2_PSC = 0;
        TIM2_ARR = 0xFFFFFFFFu;
        TIM2_EGR = 1u;
        TIM2_CR1 = 1u;
        /*
         * An emulator whose core spins starves its own input: on a busy machine an image then takes seconds. So the
         * core sleeps until a byte comes. Interrupts stay masked: a pending one wakes it, none is taken.
         */
        __asm__ volatile("cpsid i" ::: "memory");
        USART_CR1 |= CR1_RXNEIE;
        NVIC_ISER = NVIC_BIT;
    }
}

void tns_port_init(void) {
    RCC_AHB1ENR |= 1u << GPIO_CLOCK;
    USART_ENR |= 1u << USART_CLOCK;
    pin_function(TX_PIN);
    pin_function(TX_PIN + 1u);
    USART_BRR = (HSI_HZ + TNS_BAUD / 2u) / TNS_BAUD;
    USART_CR1 = (1u << 13) | (1u << 3) | (1u << 2); /* UE, TE, RE */
    init_ticks();
}

int tns_port_read_byte(void) {
    if ((USART_SR & SR_RXNE) == 0) {
        if (no_cycle_counter) {
            __asm__ volatile("wfi" ::: "memory");
        }
        return -1;
    }
    uint32_t byte = USART_DR & 0xFFu;
    NVIC_ICPR = NVIC_BIT;
    return (int)byte;
}

void tns_port_write_byte(uint8_t byte) {
    while ((USART_SR & SR_TXE) == 0) {
    }
    USART_DR = byte;
}

uint32_t tns_port_ticks(void) {
    return no_cycle_counter ? TIM2_CNT : DWT_CYCCNT;
}

uint32_t tns_port_ticks_per_second(void) {
    return no_cycle_counter ? EMULATED_TIM2_HZ : HSI_HZ;
}
