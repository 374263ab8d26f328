/* One row enlarged by the nearest pixel: each pixel is copied `factor` times. */
#include <string.h>

#include "tns_kernels.h"

void tns_resize_nearest_row_s8(const tns_resize_params *p, const int8_t *const *rows, int8_t *output)
{
    const int8_t *pixel = rows[0];
    int32_t left = p->factor - p->skip;
    for (int32_t x = p->out_w; x > 0; x--) {
        memcpy(output, pixel, (size_t)p->channels);
        output += p->channels;
        if (--left == 0) {
            left = p->factor;
            pixel += p->channels;
        }
    }
}
