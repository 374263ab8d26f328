#include "random_conv.h"

#include <stdio.h>
#include <string.h>

#include "support.h"
#include "tns_weights.h"

static char shape[400];

const char *describe(const tns_conv_params *p)
{
    snprintf(shape, sizeof shape,
             "in %ldx%ldx%ld out %ldx%ldx%ld k %ldx%ld stride %ld,%ld dilation %ld,%ld pad %ld,%ld act [%ld, %ld]",
             (long)p->in_h, (long)p->in_w, (long)p->in_c, (long)p->out_h, (long)p->out_w, (long)p->out_c,
             (long)p->k_h, (long)p->k_w, (long)p->stride_h, (long)p->stride_w, (long)p->dilation_h,
             (long)p->dilation_w, (long)p->pad_top, (long)p->pad_left, (long)p->act_min, (long)p->act_max);
    return shape;
}

int32_t random_zero_point(void)
{
    return random_one_in(4) ? INT8_MIN : random_one_in(4) ? INT8_MAX : random_between(INT8_MIN, INT8_MAX);
}

void random_activation(int32_t *low, int32_t *high)
{
    *low = random_one_in(2) ? INT8_MIN : random_between(INT8_MIN, 20);
    *high = random_one_in(2) ? INT8_MAX : random_between(*low, INT8_MAX);
}

/* Multipliers and shifts of `count` channels: mostly those that land in int8, now and then any that are legal. */
void random_scales(int32_t count, int32_t taps, int32_t **multipliers, int8_t **shifts)
{
    int32_t *multiplier = *multipliers = buffer((size_t)count * sizeof(int32_t));
    int8_t *shift = *shifts = buffer((size_t)count);
    int32_t fitting = -5;
    for (int32_t size = taps; size > 1; size /= 4) {
        fitting--;
    }
    const int extreme = random_one_in(4);
    for (int32_t i = 0; i < count; i++) {
        multiplier[i] = random_between(1 << 30, INT32_MAX);
        shift[i] = (int8_t)random_between(fitting - 2, fitting + 1);
        if (extreme && random_one_in(2)) {
            multiplier[i] = random_one_in(3) ? 1 << 30 : random_one_in(2) ? INT32_MAX : 0;
        }
        if (extreme && random_one_in(2)) {
            shift[i] = (int8_t)(random_one_in(2) ? random_between(-31, 30) : random_between(-2, 1));
        }
    }
}

int8_t *packed(const int8_t *plain, int32_t channels, int32_t taps)
{
    const int32_t size = tns_weight_bytes(channels, taps);
    int8_t *weights = buffer((size_t)size);
    memset(weights, 0, (size_t)size);
    for (int32_t o = 0; o < channels; o++) {
        int8_t *const channel = weights + (tns_weights_at(weights, taps, o) - weights);
        for (int32_t tap = 0; tap < taps; tap++) {
            channel[TNS_WEIGHT_QUADS ? 4 * (tap & ~3) + (tap & 3) : tap] = plain[o * taps + tap];
        }
    }
    return weights;
}

/*
 * Random bias of the model, and the folded one that the kernels take. weights of channel o are at
 * weights[o * channel_step + i * tap_step].
 */
void random_bias(int32_t count, int32_t taps, int32_t channel_step, int32_t tap_step, const int8_t *weights,
                        int32_t zero_point, int32_t **model_bias, int32_t **folded_bias)
{
    int32_t *model = *model_bias = buffer((size_t)count * sizeof(int32_t));
    int32_t *folded = *folded_bias = buffer((size_t)count * sizeof(int32_t));
    const int extreme = random_one_in(8);
    for (int32_t o = 0; o < count; o++) {
        model[o] = extreme ? random_int32() : random_between(-20000, 20000);
        uint32_t sum = (uint32_t)model[o];
        for (int32_t i = 0; i < taps; i++) {
            sum -= (uint32_t)(weights[o * channel_step + i * tap_step] * zero_point);
        }
        folded[o] = (int32_t)sum;
    }
}

/* Fills in all but the shape of p. */
void random_convolution(tns_conv_params *p, int depthwise, int32_t **model_bias)
{
    const int32_t taps = p->k_h * p->k_w * (depthwise ? 1 : p->in_c);
    int32_t *bias;
    int32_t *multiplier;
    int8_t *shift;
    p->in_zero_point = random_zero_point();
    p->out_zero_point = random_zero_point();
    random_activation(&p->act_min, &p->act_max);
    const int8_t *weights = random_bytes(taps * p->out_c);
    random_bias(p->out_c, taps, depthwise ? 1 : taps, depthwise ? p->out_c : 1, weights, p->in_zero_point, model_bias,
                &bias);
    p->weights = depthwise ? weights : packed(weights, p->out_c, taps);
    random_scales(p->out_c, taps, &multiplier, &shift);
    p->bias = bias;
    p->multiplier = multiplier;
    p->shift = shift;
}

/* Size, stride, dilation and padding of one direction; false if no output fits. */
static int random_side(int32_t *in, int32_t *out, int32_t *k, int32_t *stride, int32_t *dilation, int32_t *pad)
{
    *in = random_one_in(5) ? 1 : random_between(1, 12);
    *k = random_one_in(2) ? 3 : random_between(1, random_one_in(6) ? 11 : 7);
    *stride = random_between(1, 2);
    *dilation = random_one_in(4) ? 2 : 1;
    const int32_t reach = (*k - 1) * *dilation;
    *pad = random_one_in(3) ? 0 : random_between(0, reach);
    const int32_t pad_after = random_one_in(3) ? 0 : random_between(0, reach);
    const int32_t room = *in + *pad + pad_after - reach - 1;
    *out = room / *stride + 1;
    return room >= 0;
}

int random_shape(tns_conv_params *p, int depthwise)
{
    memset(p, 0, sizeof *p);
    p->in_c = random_one_in(3) ? random_between(1, 3) : random_between(1, 37);
    p->out_c = depthwise ? p->in_c : random_between(1, 19);
    return random_side(&p->in_h, &p->out_h, &p->k_h, &p->stride_h, &p->dilation_h, &p->pad_top)
           && random_side(&p->in_w, &p->out_w, &p->k_w, &p->stride_w, &p->dilation_w, &p->pad_left);
}

int32_t output_size(const tns_conv_params *p)
{
    return p->out_h * p->out_w * p->out_c;
}

int32_t input_size(const tns_conv_params *p)
{
    return p->in_h * p->in_w * p->in_c;
}
