/* The sum of an image with one value a channel, rounded once; see tns_add_single_s8. */
#include "tns_kernels.h"
#include "tns_requantize.h"

void tns_add_single_channels_s8(const tns_add_single_params *p, int32_t channels, const int8_t *a, const int8_t *b,
                                int8_t *output)
{
    const tns_add_single_params q = *p; /* which stores to the output can't change */
    const int8_t *const end = a + q.size;
    while (a < end) {
        for (int32_t c = 0; c < channels; c++) {
            const int32_t sum = q.bias + q.a_multiplier * *a++ + q.b_multiplier * b[c];
            *output++ = (int8_t)tns_clamp((sum >> q.shift) + q.out_zero_point, q.act_min, q.act_max);
        }
    }
}
