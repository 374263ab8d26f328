/*
 * STM32L4+ (RM0432): TNS_UART 1, LPUART1 (PG7, PG8: the ST-LINK's virtual serial port on Nucleo-144), polled; DWT cycle
 * counter. The chip runs from its internal oscillator of 16 MHz.
 */
#include "tns_port.h"

#define REGISTER(address) (*(volatile uint32_t *)(uintptr_t)(address))

#if TNS_UART != 1
#error "TNS_UART must be 1"
#endif

#define HSI_HZ 16000000u

#define RCC_CR REGISTER(0x40021000u)
#define RCC_CFGR REGISTER(0x40021008u)
#define RCC_AHB2ENR REGISTER(0x4002104Cu)
#define RCC_APB1ENR1 REGISTER(0x40021058u)
#define RCC_APB1ENR2 REGISTER(0x4002105Cu)

#define CR_HSION (1u << 8)
#define CR_HSIRDY (1u << 10)
#define CFGR_SW_HSI 1u
#define CFGR_SWS 0xCu
#define CFGR_SWS_HSI 0x4u

#define PWR_CR2 REGISTER(0x40007004u)
#define CR2_IOSV (1u << 9) /* port G from bit 2 on is fed by VDDIO2 */

#define GPIOG_MODER REGISTER(0x48001800u)
#define GPIOG_AFRL REGISTER(0x48001820u)
#define GPIOG_AFRH REGISTER(0x48001824u)

#define LPUART1_CR1 REGISTER(0x40008000u)
#define LPUART1_BRR REGISTER(0x4000800Cu)
#define LPUART1_ISR REGISTER(0x4000801Cu)
#define LPUART1_ICR REGISTER(0x40008020u)
#define LPUART1_RDR REGISTER(0x40008024u)
#define LPUART1_TDR REGISTER(0x40008028u)

#define ISR_RXNE (1u << 5)
#define ISR_TXE (1u << 7)
#define ICR_ORECF (1u << 3)

#define DEMCR REGISTER(0xE000EDFCu)
#define DWT_CTRL REGISTER(0xE0001000u)
#define DWT_CYCCNT REGISTER(0xE0001004u)

static void clock_init(void) {
    RCC_CR |= CR_HSION;
    while ((RCC_CR & CR_HSIRDY) == 0) {
    }
    RCC_CFGR = (RCC_CFGR & ~3u) | CFGR_SW_HSI;
    while ((RCC_CFGR & CFGR_SWS) != CFGR_SWS_HSI) {
    }
}

void tns_port_init(void) {
    clock_init();
    RCC_AHB2ENR |= 1u << 6;
    RCC_APB1ENR1 |= 1u << 28; /* PWR */
    RCC_APB1ENR2 |= 1u;       /* LPUART1 */
    (void)RCC_APB1ENR2;       /* the clocks are on two cycles later */
    PWR_CR2 |= CR2_IOSV;
    GPIOG_AFRL = (GPIOG_AFRL & ~(0xFu << 28)) | (8u << 28);
    GPIOG_AFRH = (GPIOG_AFRH & ~0xFu) | 8u;
    GPIOG_MODER = (GPIOG_MODER & ~(0xFu << 14)) | (0xAu << 14);
    LPUART1_BRR = (uint32_t)((256ull * HSI_HZ + TNS_BAUD / 2u) / TNS_BAUD);
    LPUART1_CR1 = (1u << 3) | (1u << 2) | 1u; /* TE, RE, UE */
    DEMCR |= 1u << 24;
    DWT_CYCCNT = 0;
    DWT_CTRL |= 1u;
}

int tns_port_read_byte(void) {
    LPUART1_ICR = ICR_ORECF; /* an overrun would block the receiver */
    if ((LPUART1_ISR & ISR_RXNE) == 0) {
        return -1;
    }
    return (int)(LPUART1_RDR & 0xFFu);
}

void tns_port_write_byte(uint8_t byte) {
    while ((LPUART1_ISR & ISR_TXE) == 0) {
    }
    LPUART1_TDR = byte;
}

uint32_t tns_port_ticks(void) {
    return DWT_CYCCNT;
}

uint32_t tns_port_ticks_per_second(void) {
    return HSI_HZ;
}
