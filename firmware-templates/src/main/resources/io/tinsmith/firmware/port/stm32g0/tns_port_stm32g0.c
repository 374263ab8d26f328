/*
 * STM32G0 (RM0444): TNS_UART 2 (PA2, PA3: the ST-LINK's virtual serial port on Nucleo-64), polled. The chip runs from its
 * internal oscillator, 16 MHz, as after reset. A Cortex-M0+ has no cycle counter: a tick is one of TIM2, 16 MHz.
 */
#include "tns_port.h"

#define REGISTER(address) (*(volatile uint32_t *)(uintptr_t)(address))

#if TNS_UART != 2
#error "TNS_UART must be 2"
#endif

#define HSI_HZ 16000000u

#define RCC_IOPENR REGISTER(0x40021034u)
#define RCC_APBENR1 REGISTER(0x4002103Cu)

#define GPIOA_MODER REGISTER(0x50000000u)
#define GPIOA_AFRL REGISTER(0x50000020u)

#define USART2_CR1 REGISTER(0x40004400u)
#define USART2_BRR REGISTER(0x4000440Cu)
#define USART2_ISR REGISTER(0x4000441Cu)
#define USART2_ICR REGISTER(0x40004420u)
#define USART2_RDR REGISTER(0x40004424u)
#define USART2_TDR REGISTER(0x40004428u)

#define ISR_RXNE (1u << 5)
#define ISR_TXE (1u << 7)
#define ICR_ORECF (1u << 3)

#define TIM2_CR1 REGISTER(0x40000000u)
#define TIM2_EGR REGISTER(0x40000014u)
#define TIM2_CNT REGISTER(0x40000024u)
#define TIM2_PSC REGISTER(0x40000028u)
#define TIM2_ARR REGISTER(0x4000002Cu)

void tns_port_init(void) {
    RCC_IOPENR |= 1u;
    RCC_APBENR1 |= (1u << 17) | 1u; /* USART2, TIM2 */
    (void)RCC_APBENR1;              /* the clocks are on two cycles later */
    GPIOA_AFRL = (GPIOA_AFRL & ~(0xFFu << 8)) | (0x11u << 8);
    GPIOA_MODER = (GPIOA_MODER & ~(0xFu << 4)) | (0xAu << 4);
    USART2_BRR = (HSI_HZ + TNS_BAUD / 2u) / TNS_BAUD;
    USART2_CR1 = (1u << 3) | (1u << 2) | 1u; /* TE, RE, UE */
    TIM2_PSC = 0;
    TIM2_ARR = 0xFFFFFFFFu;
    TIM2_EGR = 1u;
    TIM2_CR1 = 1u;
}

int tns_port_read_byte(void) {
    USART2_ICR = ICR_ORECF; /* an overrun would block the receiver */
    if ((USART2_ISR & ISR_RXNE) == 0) {
        return -1;
    }
    return (int)(USART2_RDR & 0xFFu);
}

void tns_port_write_byte(uint8_t byte) {
    while ((USART2_ISR & ISR_TXE) == 0) {
    }
    USART2_TDR = byte;
}

uint32_t tns_port_ticks(void) {
    return TIM2_CNT;
}

uint32_t tns_port_ticks_per_second(void) {
    return HSI_HZ;
}
