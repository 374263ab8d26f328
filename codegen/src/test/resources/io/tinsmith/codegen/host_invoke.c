/* Runs the model on each input from standard input and prints its output in hex, a line each. */
#include <stdio.h>
#include <stdlib.h>

#include "tns_model.h"

#ifdef TNS_INPUT_BY_ROWS
#include <string.h>

static int8_t input[TNS_INPUT_BYTES];
static int32_t next_row;

void tns_model_read_input(int32_t row, int32_t first_column, int32_t columns, int8_t *to)
{
    if (row != next_row && row != 0) { /* in order, for each strip again */
        abort();
    }
    memcpy(to, input + (row * TNS_INPUT_WIDTH + first_column) * TNS_INPUT_CHANNELS, (size_t)columns * TNS_INPUT_CHANNELS);
    next_row = row + 1;
}
#define TNS_INPUT_AT(i) input[i]
#endif

/* The next bytes of all inputs; 0 if there are no more. */
static int next(void)
{
    for (uint32_t i = 0; i < TNS_INPUT_BYTES; i++) {
        int byte = getchar();
        if (byte == EOF) {
            return 0;
        }
        TNS_INPUT_AT(i) = (int8_t)byte;
    }
    return 1;
}

int main(void)
{
    if (tns_model_init() != TNS_OK) {
        return 1;
    }
    while (next()) {
        tns_model_invoke();
        for (uint32_t i = 0; i < TNS_OUTPUT_BYTES; i++) {
            printf("%02x", (unsigned)(uint8_t)TNS_OUTPUT_AT(i));
        }
        printf("\n");
    }
    return 0;
}
