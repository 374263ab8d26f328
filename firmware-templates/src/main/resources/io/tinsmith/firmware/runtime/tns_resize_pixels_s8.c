/* An image of another size, of the nearest pixels. */
#include <string.h>

#include "tns_kernels.h"

void tns_resize_pixels_s8(const tns_resize_pixels_params *p, const int8_t *input, int8_t *output)
{
    for (int32_t y = 0; y < p->out_h; y++) {
        const int8_t *row = input + p->rows[y] * p->in_w * p->channels;
        for (int32_t x = 0; x < p->out_w; x++) {
            memcpy(output, row + p->columns[x] * p->channels, (size_t)p->channels);
            output += p->channels;
        }
    }
}
