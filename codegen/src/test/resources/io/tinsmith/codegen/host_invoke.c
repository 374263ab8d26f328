/* Runs the model on each input from standard input and prints its output in hex, a line each. */
#include <stdio.h>

#include "tns_model.h"

int main(void)
{
    if (tns_model_init() != TNS_OK) {
        return 1;
    }
    while (fread(tns_arena + TNS_INPUT_OFFSET, 1, TNS_INPUT_BYTES, stdin) == TNS_INPUT_BYTES) {
        tns_model_invoke();
        for (int i = 0; i < TNS_OUTPUT_BYTES; i++) {
            printf("%02x", (unsigned)(uint8_t)tns_arena[TNS_OUTPUT_OFFSET + i]);
        }
        printf("\n");
    }
    return 0;
}
