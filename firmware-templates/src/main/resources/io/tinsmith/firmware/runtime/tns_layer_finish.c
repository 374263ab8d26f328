/* Outputs of a layer from its accumulators. */
#include "tns_layer_finish.h"

#include "tns_mve_layer.h"
#include "tns_requantize.h"

#include "tns_dsp.h"
#include "tns_plain.h"

#if TNS_MVE

void tns_layer_finish(const tns_layer *l, const tns_sum *sums, int8_t *output, int32_t pixels)
{
    tns_mve_layer_finish(l, sums, output, pixels);
}

#else

/* One channel of all pixels. */
static void finish_channel(const tns_layer *l, int32_t o, const tns_sum *sums, int8_t *output, int32_t pixels)
{
    const int32_t channels = l->channels;
    const int32_t bias = l->bias[o];
    const int32_t multiplier = l->multiplier[o];
    const int32_t shift = l->shift[o];
#if TNS_DSP
    if (tns_quick_sign(multiplier, shift) < 0 && l->act_max - l->act_min == 255) {
        const tns_quick_scale scale = tns_quick_prepare(multiplier, shift);
        const int32_t offset = tns_quick_offset(l->zero_point);
        for (; pixels > 0; pixels--) {
            *output = (int8_t)tns_quick_requantize((uint32_t)bias + (uint32_t)*sums, scale, offset);
            sums += channels;
            output += channels;
        }
        return;
    }
#endif
#if TNS_PLAIN
    const tns_plain_scale scale = tns_plain_scale_of(multiplier, shift, l->zero_point);
    for (; pixels > 0; pixels--) {
        *output = tns_plain_requantize((uint32_t)bias + (uint32_t)*sums, &scale, l->act_min, l->act_max);
        sums += channels;
        output += channels;
    }
#else
    for (; pixels > 0; pixels--) {
        *output = tns_requantize(tns_add_wrapping(bias, *sums), multiplier, shift, l->zero_point, l->act_min,
                                 l->act_max);
        sums += channels;
        output += channels;
    }
#endif
}

void tns_layer_finish(const tns_layer *l, const tns_sum *sums, int8_t *output, int32_t pixels)
{
    for (int32_t o = 0; o < l->channels; o++) {
        finish_channel(l, o, sums + o, output + o, pixels);
    }
}

#endif
