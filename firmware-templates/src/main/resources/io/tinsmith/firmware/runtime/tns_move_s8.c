/* Values into another order. */
#include <string.h>

#include "tns_kernels.h"

/* The last axis. */
static void move_run(const tns_move_params *p, const int8_t *input, int8_t *output)
{
    if (p->in_stride[3] == 1 && p->out_stride[3] == 1) {
        memcpy(output, input, (size_t)p->extent[3]);
        return;
    }
    for (int32_t l = 0; l < p->extent[3]; l++) {
        output[l * p->out_stride[3]] = input[l * p->in_stride[3]];
    }
}

void tns_move_s8(const tns_move_params *p, const int8_t *input, int8_t *output)
{
    for (int32_t i = 0; i < p->extent[0]; i++) {
        for (int32_t j = 0; j < p->extent[1]; j++) {
            const int8_t *from = input + i * p->in_stride[0] + j * p->in_stride[1];
            int8_t *to = output + i * p->out_stride[0] + j * p->out_stride[1];
            for (int32_t k = 0; k < p->extent[2]; k++) {
                move_run(p, from + k * p->in_stride[2], to + k * p->out_stride[2]);
            }
        }
    }
}
