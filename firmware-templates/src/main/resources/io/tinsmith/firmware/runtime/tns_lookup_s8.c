/* A function of each value, by a table. */
#include "tns_kernels.h"

void tns_lookup_s8(const tns_lookup_params *p, const int8_t *input, int8_t *output)
{
    const int8_t *const table = p->table;
    for (int32_t i = 0; i < p->size; i++) {
        output[i] = table[(uint8_t)input[i]];
    }
}
