/* One output row of a convolution, groups = 1: any kernel, stride, dilation and padding. */
#include "tns_conv_row.h"

#include "tns_layer.h"
#include "tns_mac.h"
#include "tns_requantize.h"

/* Pointers to at most so many input rows are looked up once per output row. */
#define MAX_ROWS 8

/* The accumulator of output channel o with the kernel's first column at `left`, which may lie outside the image. */
static uint32_t accumulate(const tns_conv_params *p, const tns_row_source *s, int32_t left, int32_t o)
{
    const int8_t *weights = p->weights + o * p->k_h * p->k_w * p->in_c;
    uint32_t sum = (uint32_t)p->bias[o];
    for (int32_t ky = 0; ky < p->k_h; ky++) {
        const int8_t *row = tns_source_row(p, s, ky);
        for (int32_t kx = 0; kx < p->k_w; kx++) {
            const int32_t x = left + kx * p->dilation_w;
            if (row != NULL && x >= 0 && x < p->in_w) {
                sum = tns_dot(sum, weights, row + x * p->in_c, p->in_c);
            } else {
                sum = tns_dot_constant(sum, weights, p->in_zero_point, p->in_c);
            }
            weights += p->in_c;
        }
    }
    return sum;
}

/* Any number of taps. */
static void row_any(const tns_conv_params *p, const tns_row_source *s, int8_t *output)
{
    for (int32_t x = 0; x < p->out_w; x++) {
        for (int32_t o = 0; o < p->out_c; o++) {
            const uint32_t sum = accumulate(p, s, x * p->stride_w - p->pad_left, o);
            *output++ = tns_requantize((int32_t)sum, p->multiplier[o], p->shift[o], p->out_zero_point, p->act_min,
                                       p->act_max);
        }
    }
}

/* Bytes on the stack for the taps of a few pixels. */
#define COLUMN_BYTES 256

/* Gathers the taps of one pixel; padding becomes in_zero_point. */
static void gather(const tns_conv_params *p, const tns_row_source *s, int32_t left, int8_t *column)
{
    const int32_t channels = p->in_c;
    const int32_t right = left + (p->k_w - 1) * p->dilation_w;
    const int whole_rows = left >= 0 && right < p->in_w && p->dilation_w == 1;
    for (int32_t ky = 0; ky < p->k_h; ky++) {
        const int8_t *row = tns_source_row(p, s, ky);
        if (row != NULL && whole_rows) {
            const int8_t *from = row + left * channels;
            for (int32_t i = p->k_w * channels; i > 0; i--) {
                *column++ = *from++;
            }
        } else {
            for (int32_t kx = 0; kx < p->k_w; kx++) {
                const int32_t x = left + kx * p->dilation_w;
                const int inside = row != NULL && x >= 0 && x < p->in_w;
                for (int32_t c = 0; c < channels; c++) {
                    *column++ = (int8_t)(inside ? row[x * channels + c] : p->in_zero_point);
                }
            }
        }
    }
}

/* Columns in batches of pixels_at_once, which the layer turns into pixels. */
static void row_gathered(const tns_conv_params *p, const tns_row_source *s, int8_t *output, int32_t taps,
                         int32_t pixels_at_once)
{
    int8_t columns[COLUMN_BYTES];
    const tns_layer layer = {p->weights, p->bias,           p->multiplier, p->shift,  p->out_c,
                             taps,       p->out_zero_point, p->act_min,    p->act_max};
    int32_t left = -p->pad_left;
    for (int32_t x = 0; x < p->out_w; x += pixels_at_once) {
        const int32_t pixels = p->out_w - x < pixels_at_once ? p->out_w - x : pixels_at_once;
        int8_t *column = columns;
        for (int32_t i = pixels; i > 0; i--) {
            gather(p, s, left, column);
            column += taps;
            left += p->stride_w;
        }
        tns_layer_run(&layer, columns, output, pixels);
        output += pixels * p->out_c;
    }
}

void tns_conv_row(const tns_conv_params *p, const tns_row_source *s, int8_t *output)
{
    const int8_t *rows[MAX_ROWS];
    tns_row_source source = *s;
    if (s->rows == NULL && p->k_h <= MAX_ROWS) {
        for (int32_t ky = 0; ky < p->k_h; ky++) {
            rows[ky] = tns_source_row(p, s, ky);
        }
        source = tns_source_rows(rows);
    }
    const int32_t taps = p->k_h * p->k_w * p->in_c;
    /* Even, as pixels run in pairs. */
    const int32_t pixels_at_once = COLUMN_BYTES / taps & ~1;
    if (pixels_at_once < 2) {
        row_any(p, &source, output);
    } else {
        row_gathered(p, &source, output, taps, pixels_at_once);
    }
}
