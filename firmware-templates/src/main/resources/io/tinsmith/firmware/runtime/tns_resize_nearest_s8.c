/* An image enlarged by the nearest pixel. */
#include "tns_kernels.h"

void tns_resize_nearest_s8(const tns_resize_params *p, const int8_t *input, int8_t *output)
{
    for (int32_t y = 0; y < p->in_h; y++) {
        for (int32_t copy = p->factor; copy > 0; copy--) {
            tns_resize_nearest_row_s8(p, &input, output);
            output += p->out_w * p->channels;
        }
        input += p->in_w * p->channels;
    }
}
