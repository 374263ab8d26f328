/* Concatenation along the channels: pieces of pixels are copied. */
#include <string.h>

#include "tns_kernels.h"

void tns_concat_s8(const tns_concat_params *p, const int8_t *const *inputs, int8_t *output)
{
    for (int32_t i = 0; i < p->input_count; i++) {
        const int8_t *from = inputs[i];
        int8_t *to = output;
        for (int32_t pixel = p->pixels; pixel > 0; pixel--) {
            memcpy(to, from, (size_t)p->channels[i]);
            from += p->channels[i];
            to += p->out_c;
        }
        output += p->channels[i];
    }
}
