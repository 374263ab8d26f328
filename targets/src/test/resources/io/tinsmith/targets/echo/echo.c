/* Echoes USART1 of an STM32F405 in upper case; its memory figures are checked by ElfFileIT. */
#include <stdint.h>

#define USART1_SR (*(volatile uint32_t *)0x40011000u)
#define USART1_DR (*(volatile uint32_t *)0x40011004u)
#define USART1_CR1 (*(volatile uint32_t *)0x4001100Cu)
#define TIM2_CR1 (*(volatile uint32_t *)0x40000000u)
#define TIM2_EGR (*(volatile uint32_t *)0x40000014u)
#define TIM2_CNT (*(volatile uint32_t *)0x40000024u)
#define TIM2_ARR (*(volatile uint32_t *)0x4000002Cu)

extern uint32_t __stack_top;

const uint8_t constants[100] = {1, 2, 3};
volatile uint32_t initialised[4] = {4, 3, 2, 1};
volatile uint8_t tns_arena[1000];

static void put(uint8_t byte)
{
    while ((USART1_SR & 0x80u) == 0u) {
    }
    USART1_DR = byte;
}

static void put_hex(uint32_t value)
{
    for (int shift = 28; shift >= 0; shift -= 4) {
        put((uint8_t) "0123456789abcdef"[(value >> shift) & 15u]);
    }
    put('\n');
}

void reset(void)
{
    USART1_CR1 = 0x200Cu; /* enabled, both directions */
    TIM2_ARR = 0xFFFFFFFFu;
    TIM2_EGR = 1u;
    TIM2_CR1 = 1u;
    tns_arena[0] = constants[0];
    put('!');
    put('\n');
    for (;;) {
        while ((USART1_SR & 0x20u) == 0u) {
        }
        uint8_t byte = (uint8_t)USART1_DR;
        if (byte == '?') {
            /* 1000 loops of two instructions, timed by TIM2: one tick an instruction. */
            uint32_t start = TIM2_CNT;
            uint32_t loops = 1000;
            __asm volatile("1: subs %0, %0, #1\n bne 1b" : "+r"(loops) : : "cc");
            put_hex(TIM2_CNT - start);
        } else {
            put((byte >= 'a' && byte <= 'z') ? (uint8_t)(byte - 32u) : byte);
        }
    }
}

__attribute__((section(".vectors"), used)) static void *const vectors[] = {&__stack_top, (void *)reset};
