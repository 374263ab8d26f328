/* Real values from standard input as bytes of the model's input; then what each byte of its output stands for. */
#include <stdio.h>

#include "tns_model.h"

int main(void)
{
    float real;
    while (fread(&real, sizeof real, 1, stdin) == 1) {
        printf("%d\n", tns_input_of(real));
    }
    for (int q = -128; q <= 127; q++) {
        printf("%.9g\n", (double)tns_output_real((int8_t)q));
    }
    return 0;
}
