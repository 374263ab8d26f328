/* Output channels from columns of taps. */
#include "tns_layer.h"

#include "tns_dsp_pair.h"
#include "tns_mac.h"
#include "tns_plain_layer.h"
#include "tns_requantize.h"

#if !TNS_PLAIN
static int8_t one_output(const tns_layer *l, const int8_t *column, int32_t o)
{
    const uint32_t sum = tns_dot((uint32_t)l->bias[o], l->weights + o * l->taps, column, l->taps);
    return tns_requantize((int32_t)sum, l->multiplier[o], l->shift[o], l->zero_point, l->act_min, l->act_max);
}
#endif

/*
 * Channels are the outer loop: weights are often in flash, whose small cache holds two channels' but not a layer's.
 */
void tns_layer_run(const tns_layer *l, const int8_t *columns, int8_t *output, int32_t pixels)
{
#if TNS_PLAIN
    tns_plain_layer_run(l, columns, output, pixels);
#else
    int32_t o = 0;
#if TNS_DSP
    for (; o + 1 < l->channels; o += 2) {
        const tns_dsp_pair pair = tns_dsp_pair_of(l, o);
        tns_dsp_pair_run(l, &pair, columns, output, pixels);
    }
#endif
    for (; o < l->channels; o++) {
        const int8_t *column = columns;
        int8_t *out = output + o;
        for (int32_t i = pixels; i > 0; i--) {
            *out = one_output(l, column, o);
            column += l->taps;
            out += l->channels;
        }
    }
#endif
}
