/* The product of an image with one value a channel: TFLite's MUL of [1, H, W, C] and [1, 1, 1, C]. */
#include "tns_kernels.h"
#include "tns_requantize.h"

void tns_mul_channels_s8(const tns_mul_params *p, int32_t channels, const int8_t *a, const int8_t *b, int8_t *output)
{
    const int8_t *const end = a + p->size;
    while (a < end) {
        for (int32_t c = 0; c < channels; c++) {
            const int32_t product = (*a++ - p->a_zero_point) * (b[c] - p->b_zero_point);
            *output++ = tns_requantize(product, p->multiplier, p->shift, p->out_zero_point, p->act_min, p->act_max);
        }
    }
}
