/*
 * STM32F7 (RM0385): TNS_UART 3 (PD8, PD9: the ST-LINK's virtual serial port on Nucleo-144), polled; DWT cycle
 * counter. The chip runs from its internal oscillator, 16 MHz, as after reset, with the caches off.
 */
#include "tns_port.h"

#define REGISTER(address) (*(volatile uint32_t *)(uintptr_t)(address))

#if TNS_UART != 3
#error "TNS_UART must be 3"
#endif

#define HSI_HZ 16000000u

#define RCC_AHB1ENR REGISTER(0x40023830u)
#define RCC_APB1ENR REGISTER(0x40023840u)

#define GPIOD_MODER REGISTER(0x40020C00u)
#define GPIOD_AFRH REGISTER(0x40020C24u)

#define USART3_CR1 REGISTER(0x40004800u)
#define USART3_BRR REGISTER(0x4000480Cu)
#define USART3_ISR REGISTER(0x4000481Cu)
#define USART3_ICR REGISTER(0x40004820u)
#define USART3_RDR REGISTER(0x40004824u)
#define USART3_TDR REGISTER(0x40004828u)

#define ISR_RXNE (1u << 5)
#define ISR_TXE (1u << 7)
#define ICR_ORECF (1u << 3)

#define DEMCR REGISTER(0xE000EDFCu)
#define DWT_CTRL REGISTER(0xE0001000u)
#define DWT_CYCCNT REGISTER(0xE0001004u)
#define DWT_LAR REGISTER(0xE0001FB0u)

void tns_port_init(void) {
    RCC_AHB1ENR |= 1u << 3;
    RCC_APB1ENR |= 1u << 18;
    (void)RCC_APB1ENR; /* the clock is on two cycles later */
    GPIOD_MODER = (GPIOD_MODER & ~(0xFu << 16)) | (0xAu << 16);
    GPIOD_AFRH = (GPIOD_AFRH & ~0xFFu) | 0x77u;
    USART3_BRR = (HSI_HZ + TNS_BAUD / 2u) / TNS_BAUD;
    USART3_CR1 = (1u << 3) | (1u << 2) | 1u; /* TE, RE, UE */
    DEMCR |= 1u << 24;
    DWT_LAR = 0xC5ACCE55u;
    DWT_CYCCNT = 0;
    DWT_CTRL |= 1u;
}

int tns_port_read_byte(void) {
    USART3_ICR = ICR_ORECF; /* an overrun would block the receiver */
    if ((USART3_ISR & ISR_RXNE) == 0) {
        return -1;
    }
    return (int)(USART3_RDR & 0xFFu);
}

void tns_port_write_byte(uint8_t byte) {
    while ((USART3_ISR & ISR_TXE) == 0) {
    }
    USART3_TDR = byte;
}

uint32_t tns_port_ticks(void) {
    return DWT_CYCCNT;
}

uint32_t tns_port_ticks_per_second(void) {
    return HSI_HZ;
}
