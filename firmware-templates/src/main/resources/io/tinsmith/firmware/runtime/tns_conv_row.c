/* Output rows of a convolution, groups = 1: any kernel, stride, dilation and padding. */
#include "tns_conv_row.h"

#include "tns_conv_any.h"
#include "tns_dsp_conv.h"
#include "tns_gather.h"
#include "tns_layer.h"
#include "tns_mve_conv.h"
#include "tns_paths.h"

static tns_layer layer_of(const tns_conv_params *p)
{
    const tns_layer layer = {
        p->weights, p->bias,           p->multiplier, p->shift,  p->out_c, p->k_h * p->k_w * p->in_c,
        p->out_zero_point, p->act_min, p->act_max};
    return layer;
}

#if !TNS_DSP
/* Columns in batches, which the layer turns into pixels. */
static void row_gathered(const tns_conv_params *p, const tns_row_source *s, int8_t *output)
{
    uint32_t words[TNS_COLUMN_BYTES / 4]; /* aligned for copies of words */
    int8_t *const columns = (int8_t *)words;
    const tns_layer layer = layer_of(p);
    const int32_t room = TNS_COLUMN_BYTES / layer.taps;
    /* Even, as pixels run in pairs. */
    const int32_t pixels_at_once = room > 1 ? room & ~1 : room;
    int32_t left = -p->pad_left;
    for (int32_t x = 0; x < p->out_w; x += pixels_at_once) {
        const int32_t pixels = p->out_w - x < pixels_at_once ? p->out_w - x : pixels_at_once;
        int8_t *column = columns;
        for (int32_t i = pixels; i > 0; i--) {
            tns_gather(p, s, left, column);
            column += layer.taps;
            left += p->stride_w;
        }
        tns_layer_run(&layer, columns, output, pixels);
        output += pixels * p->out_c;
    }
}

/* From rows that are looked up once where there are few. */
static void one_row(const tns_conv_params *p, const tns_row_source *s, int8_t *output)
{
    const int8_t *rows[TNS_LOOKED_UP_ROWS];
    const tns_row_source source = tns_source_looked_up(p, s, rows);
    if (!TNS_USE_CONV_ANY || TNS_COLUMN_BYTES / (p->k_h * p->k_w * p->in_c) > 0) {
        row_gathered(p, &source, output);
        return;
    }
    tns_conv_any_row(p, &source, output);
}
#endif

void tns_conv_rows(const tns_conv_params *p, const tns_row_source *s, int32_t rows, int8_t *output)
{
#if TNS_DSP
    const tns_layer layer = layer_of(p);
    if (!TNS_USE_CONV_ANY || tns_dsp_conv_room(&layer).pixels > 0) {
        tns_dsp_conv_rows(p, &layer, s, rows, output);
        return;
    }
#endif
    tns_row_source source = *s;
    for (; rows > 0; rows--) {
#if TNS_DSP
        tns_conv_any_row(p, &source, output);
#elif TNS_MVE
        if (!tns_mve_conv_row(p, &source, output)) {
            one_row(p, &source, output);
        }
#else
        one_row(p, &source, output);
#endif
        output += p->out_w * p->out_c;
        source.top += p->stride_h;
    }
}
