/* Hands the benchmark's input to a model that takes it by rows. */
#include "tns_input.h"

#ifdef TNS_INPUT_BY_ROWS

#if defined(__ELF__)
#define TNS_INPUT_SECTION __attribute__((section(".bss.tns_input"), aligned(4)))
#else
#define TNS_INPUT_SECTION
#endif

int8_t tns_input[TNS_INPUT_BYTES] TNS_INPUT_SECTION;
const int8_t *tns_selftest_input;

#ifdef TNS_SELFTEST
#define SOURCE tns_selftest_input
#else
#define SOURCE tns_input
#endif

void tns_model_read_input(int32_t row, int32_t first_column, int32_t columns, int8_t *to) {
    const int8_t *from = SOURCE + (row * TNS_INPUT_WIDTH + first_column) * TNS_INPUT_CHANNELS;
    int32_t left = columns * TNS_INPUT_CHANNELS;
    /* Four bytes at a time, at any address. */
    for (; left >= 4; left -= 4) {
        __builtin_memcpy(to, from, 4);
        to += 4;
        from += 4;
    }
    for (; left > 0; left--) {
        *to++ = *from++;
    }
}

#else
typedef int tns_input_is_in_the_arena; /* C99 wants something in a file. */
#endif
