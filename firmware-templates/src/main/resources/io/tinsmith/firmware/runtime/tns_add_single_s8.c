/* Element-wise sum in the single rounding, XNNPACK's form: both factors share one shift. */
#include "tns_dsp_clamp.h"
#include "tns_kernels.h"
#include "tns_mve_add.h"
#include "tns_requantize.h"

#if TNS_DSP
/* As many values as there are whole words of; returns how many. */
static int32_t add_words(const tns_add_single_params *p, const int8_t *a, const int8_t *b, int8_t *output)
{
    const int32_t a_multiplier = p->a_multiplier;
    const int32_t b_multiplier = p->b_multiplier;
    const int32_t bias = p->bias;
    const int32_t shift = p->shift;
    const int32_t zero_point = p->out_zero_point;
    const int32_t size = p->size & ~3;
    const int8_t *const end = a + size;
    int8_t *out = output;
    while (a < end) {
        const uint32_t x = tns_load4(a);
        const uint32_t y = tns_load4(b);
        a += 4;
        b += 4;
#pragma GCC unroll 4
        for (int32_t i = 0; i < 32; i += 8) {
            const int32_t sum = bias + a_multiplier * (int8_t)(x >> i) + b_multiplier * (int8_t)(y >> i);
            *out++ = (int8_t)tns_dsp_to_int8((sum >> shift) + zero_point);
        }
    }
    if (p->act_max - p->act_min != 255) {
        tns_dsp_clamp(output, size, p->act_min, p->act_max);
    }
    return size;
}
#endif

void tns_add_single_s8(const tns_add_single_params *p, const int8_t *a, const int8_t *b, int8_t *output)
{
#if TNS_MVE
    tns_mve_add_single(p, a, b, output);
#else
    int32_t i = 0;
#if TNS_DSP
    i = add_words(p, a, b, output);
#endif
    for (; i < p->size; i++) {
        const int32_t sum = p->bias + p->a_multiplier * a[i] + p->b_multiplier * b[i];
        output[i] = (int8_t)tns_clamp((sum >> p->shift) + p->out_zero_point, p->act_min, p->act_max);
    }
#endif
}
