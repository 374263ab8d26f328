/* Depthwise convolution with a 3x3 kernel from planes. */
#include "tns_dsp_depthwise.h"

#include "tns_dsp_clamp.h"
#include "tns_dsp_planes_middle.h"
#include "tns_dsp_planes_narrow.h"
#include "tns_dsp_planes_wide.h"
#include "tns_paths.h"

#if TNS_DSP

void tns_dsp_channel_rows_any(const tns_dsp_block *b, int32_t i, int32_t rows, int32_t top)
{
    const tns_conv_params *p = b->p;
    const int32_t o = b->first + i;
    int8_t *output = b->channels[i].output;
    for (int32_t y = 0; y < rows; y++) {
        for (int32_t x = 0; x < b->width; x++) {
            uint32_t sum = (uint32_t)p->bias[o];
            for (int32_t tap = 0; tap < 9; tap++) {
                const int32_t row = y * p->stride_h + (top + tap / 3) % 3;
                const int32_t column = x * p->stride_w + tap % 3;
                const uint32_t pair = b->channels[i].plane[row * b->pitch + column / 2];
                const int32_t value = (int16_t)(column % 2 == 0 ? pair : pair >> 16);
                sum += (uint32_t)(value * p->weights[tap * p->in_c + o]);
            }
            *output = tns_requantize((int32_t)sum, p->multiplier[o], p->shift[o], p->out_zero_point, p->act_min,
                                     p->act_max);
            output += p->in_c;
        }
    }
}

/* Puts pairs of weights into place `at` of all channels. */
TNS_INLINE void tns_dsp_block_weights(tns_dsp_block *b, int32_t at, tns_dsp_pairs pairs)
{
    b->channels[0].lanes[at] = pairs.c0;
    b->channels[1].lanes[at] = pairs.c1;
    b->channels[2].lanes[at] = pairs.c2;
    b->channels[3].lanes[at] = pairs.c3;
}

/* Twice four weights. */
TNS_INLINE tns_dsp_lanes tns_dsp_twice(const int8_t *weights)
{
    tns_dsp_lanes lanes = tns_dsp_lanes_of(tns_load4(weights));
    __asm("sadd16 %0, %0, %0" : "+r"(lanes.even));
    __asm("sadd16 %0, %0, %0" : "+r"(lanes.odd));
    return lanes;
}

/* What all channels have in common, and padding next to `rows` rows of the planes. */
static __attribute__((noinline)) void tns_dsp_block_shape(tns_dsp_block *b, int32_t left, int32_t rows)
{
    const tns_conv_params *p = b->p;
    const int32_t pairs = p->stride_w == 1 ? b->width / 2 : 0;
    const int32_t singles = b->width - 2 * pairs;
    const int32_t words = p->stride_w == 1 ? (b->width + 3) / 2 : b->width + 1;
    uint32_t *plane = b->planes;
    for (int32_t i = 0; i < 4; i++) {
        tns_dsp_channel *c = &b->channels[i];
        c->step = p->in_c;
        c->plane = b->planes + i * TNS_DSP_PLANE_WORDS;
        c->pair_bytes = 4 * pairs;
        c->single_bytes = 4 * singles;
        c->skip = 4 * (p->stride_h * b->pitch - pairs - singles);
    }
    b->beside = (p->out_w - b->width) * p->in_c;
    b->columns = tns_dsp_row_shape_of(left, words, p->in_w);
    for (; rows > 0; rows--) {
        tns_dsp_put_padding(b->padding, b->columns.padding, plane);
        tns_dsp_put_padding(b->padding, b->columns.more, plane + words - b->columns.more);
        plane += b->pitch;
    }
}

/* Weights, scales and places of four channels; output is that of the first output. */
static __attribute__((noinline)) void tns_dsp_block_begin(tns_dsp_block *b, int8_t *output)
{
    const tns_conv_params *p = b->p;
    const int8_t *weights = p->weights + b->first;
    const int32_t *bias = p->bias + b->first;
    const int32_t *multiplier = p->multiplier + b->first;
    const int8_t *shift = p->shift + b->first;
    const int32_t offset = tns_quick_offset(p->out_zero_point);
    for (int32_t at = 0; at < 6; at += 2) {
        const tns_dsp_lanes w0 = tns_dsp_twice(weights);
        const tns_dsp_lanes w1 = tns_dsp_twice(weights + p->in_c);
        const tns_dsp_lanes w2 = tns_dsp_twice(weights + 2 * p->in_c);
        tns_dsp_block_weights(b, at, tns_dsp_pair_up(w0, w1));
        tns_dsp_block_weights(b, at + 1, tns_dsp_pair_up(w1, w2));
        weights += 3 * p->in_c;
    }
    for (tns_dsp_channel *c = b->channels; c < b->channels + 4; c++) {
        const int32_t right = -*shift++;
        c->quick = tns_dsp_channel_is_quick(*bias, right);
        c->right = right;
        c->bias[0] = (uint32_t)*bias++ << 1;
        c->bias[1] = c->bias[0];
        c->multiplier = *multiplier++;
        c->offset = tns_shift_left(offset, right - 1);
        c->output = output++;
        if (b->pitch == TNS_DSP_WIDE) {
            for (int32_t k = 0; k < 4; k++) {
                c->lanes[6 + k] = c->lanes[k];
            }
        }
    }
}

/* Converts rows of the source, from `from` on, into rows of the planes from `slot` on, the first after the last. */
static __attribute__((noinline)) void tns_dsp_block_fill(tns_dsp_block *b, const tns_row_source *s, int32_t from,
                                                         int32_t end, int32_t slot, int32_t slots)
{
    const tns_conv_params *p = b->p;
    for (; from < end; from++) {
        const int8_t *row = tns_source_row(p, s, from);
        uint32_t *plane = b->planes + slot * b->pitch;
        if (row == NULL) {
            tns_dsp_put_padding(b->padding, b->columns.words, plane);
        } else {
            tns_dsp_put_row(&b->columns, row + b->first, p->in_c, b->padding, plane);
        }
        slot = slot + 1 == slots ? 0 : slot + 1;
    }
}

/* Moves `words` of all planes from `from` to their start. */
static __attribute__((noinline)) void tns_dsp_block_move(tns_dsp_block *b, int32_t from, int32_t words)
{
    for (int32_t i = 0; i < 4; i++) {
        uint32_t *plane = b->planes + i * TNS_DSP_PLANE_WORDS;
        tns_dsp_pairs *to = (tns_dsp_pairs *)(void *)plane;
        const tns_dsp_pairs *source = (const tns_dsp_pairs *)(const void *)(plane + from);
        for (int32_t n = words; n > 0; n -= 4) {
            *to++ = *source++;
        }
    }
}

/* How many rows the planes hold; where only one output row comes of them they are a ring of three. */
TNS_INLINE int32_t tns_dsp_capacity(int32_t pitch)
{
    return TNS_DSP_PLANE_WORDS / pitch < 6 ? 3 : TNS_DSP_PLANE_WORDS / pitch;
}

/* All rows of four channels. The rows that are still read move up, or are where they were in the ring. */
static void tns_dsp_block_rows(tns_dsp_block *b, const tns_row_source *s, int32_t rows)
{
    const int32_t stride = b->p->stride_h;
    const int32_t capacity = tns_dsp_capacity(b->pitch);
    const int ring = capacity == 3;
    const int32_t at_once = b->width < b->p->out_w ? 1 : (capacity - 3) / stride + 1;
    const int32_t kept = stride < 3 ? 3 - stride : 0;
    int32_t there = 0;
    int32_t top = 0;
    for (int32_t y = 0; y < rows; y += at_once) {
        const int32_t count = at_once < rows - y ? at_once : rows - y;
        const int32_t end = (count - 1) * stride + 3;
        const int32_t slot = top + there;
        tns_dsp_block_fill(b, s, y * stride + there, y * stride + end, slot < capacity ? slot : slot - 3, capacity);
        if (TNS_USE_PLANES_NARROW && b->pitch == TNS_DSP_NARROW) {
            tns_dsp_planes_narrow(b, count);
        } else if (TNS_USE_PLANES_MIDDLE && b->pitch == TNS_DSP_MIDDLE) {
            tns_dsp_planes_middle(b, count, top);
        } else if (TNS_USE_PLANES_WIDE) {
            tns_dsp_planes_wide(b, count, top);
        }
        if (ring) {
            top = (top + stride) % 3;
        } else if (y + count < rows) {
            tns_dsp_block_move(b, count * stride * b->pitch, kept * b->pitch);
        }
        there = kept;
    }
}

/* Words between the rows of planes. */
static int32_t pitch_of(const tns_conv_params *p)
{
    if (TNS_USE_PLANES_NARROW && p->out_w <= tns_dsp_widest(p, TNS_DSP_NARROW)) {
        return TNS_DSP_NARROW;
    }
    if (TNS_USE_PLANES_MIDDLE && p->out_w <= tns_dsp_widest(p, TNS_DSP_MIDDLE)) {
        return TNS_DSP_MIDDLE;
    }
    return TNS_DSP_WIDE;
}

/*
 * Where in_c is no multiple of 4 the last four channels overlap those before; only the new ones are computed.
 */
void tns_dsp_depthwise(const tns_conv_params *p, const tns_row_source *s, int8_t *output, int32_t rows)
{
    tns_dsp_block b;
    b.p = p;
    b.padding = (uint32_t)(uint8_t)p->in_zero_point * 0x01010101u;
    b.pitch = pitch_of(p);
    const int32_t widest = tns_dsp_widest(p, b.pitch);
    const int32_t capacity = tns_dsp_capacity(b.pitch);
    const int32_t used = (rows - 1) * p->stride_h + 3;
    for (int32_t x = 0; x < p->out_w; x += widest) {
        b.width = widest < p->out_w - x ? widest : p->out_w - x;
        tns_dsp_block_shape(&b, x * p->stride_w - p->pad_left, used < capacity ? used : capacity);
        for (int32_t channel = 0; channel < p->in_c; channel += 4) {
            b.first = channel + 4 <= p->in_c ? channel : p->in_c - 4;
            b.done = channel - b.first;
            tns_dsp_block_begin(&b, output + x * p->in_c + b.first);
            tns_dsp_block_rows(&b, s, rows);
        }
    }
    if (p->act_max - p->act_min != 255) {
        tns_dsp_clamp(output, rows * p->out_w * p->in_c, p->act_min, p->act_max);
    }
}

#endif
