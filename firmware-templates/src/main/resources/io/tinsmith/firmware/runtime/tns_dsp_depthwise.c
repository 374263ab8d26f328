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
        output += (p->out_w - b->width) * p->in_c;
    }
}

void tns_dsp_block_ready(tns_dsp_block *b, int32_t rows, int32_t top)
{
    const tns_conv_params *p = b->p;
    const int32_t from = top == 0 ? 0 : 6 - 2 * top;
    b->rows = rows;
    b->top = top;
    b->pairs = p->stride_w == 1 && b->width > 1;
    b->blocks = b->pairs && p->stride_h == 1 && b->capacity > 3 ? rows >> 1 : 0;
    b->left = rows - 2 * b->blocks;
    for (tns_dsp_channel *c = b->channels; c < b->channels + 4; c++) {
        c->block_last = c->plane + 2 * b->blocks * b->pitch;
        c->last = c->block_last + b->left * p->stride_h * b->pitch;
        c->weights = c->lanes + from;
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
    const int32_t pairs = b->width >> 1;
    const int32_t words = p->stride_w == 1 ? (b->width + 3) / 2 : b->width + 1;
    uint32_t *plane = b->planes;
    for (int32_t i = 0; i < 4; i++) {
        tns_dsp_channel *c = &b->channels[i];
        c->step = p->in_c;
        c->row = p->out_w * p->in_c;
        c->away = p->act_min < p->out_zero_point;
        c->plane = b->planes + i * TNS_DSP_PLANE_WORDS;
        c->pair_bytes = 4 * p->stride_w * pairs;
        c->odd = b->width & 1;
        c->skip = 4 * p->stride_h * b->pitch - c->pair_bytes;
        c->beside = c->row - 2 * pairs * c->step;
        c->block_skip = c->skip + 4 * b->pitch;
        c->block_beside = c->beside + c->row;
    }
    b->none = 0;
    b->rows = 0;
    b->columns = tns_dsp_row_shape_of(p, left, words, b->pitch);
    for (; rows > 0; rows--) {
        tns_dsp_put_padding(b->columns.padding, b->columns.before, plane);
        tns_dsp_put_padding(b->columns.padding, b->columns.after, plane + words - b->columns.after);
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
        weights += p->in_c;
        const tns_dsp_lanes w1 = tns_dsp_twice(weights);
        weights += p->in_c;
        const tns_dsp_lanes w2 = tns_dsp_twice(weights);
        weights += p->in_c;
        tns_dsp_block_weights(b, at, tns_dsp_pair_up(w0, w1));
        tns_dsp_block_weights(b, at + 1, tns_dsp_pair_up(w1, w2));
    }
    for (tns_dsp_channel *c = b->channels; c < b->channels + 4; c++) {
        const int32_t right = -*shift++;
        c->quick = tns_dsp_channel_is_quick(*bias, right);
        c->right = right;
        c->bias = (uint32_t)*bias++ << 1;
        c->multiplier = *multiplier++;
        c->offset = tns_shift_left(offset, right - 1);
        c->output = output++;
    }
    if (b->capacity == 3) {
        for (tns_dsp_channel *c = b->channels; c < b->channels + 4; c++) {
            for (int32_t k = 0; k < 4; k++) {
                c->lanes[6 + k] = c->lanes[k];
            }
        }
    }
}

/* How many rows of the source, from the image's row `from` on, follow each other in memory as in the planes. */
static int32_t neighbours(const tns_conv_params *p, const tns_row_source *s, int32_t from, int32_t most)
{
    if (s->rows != NULL || from < s->saved_rows || p->dilation_h != 1) {
        return 1;
    }
    const int32_t inside = p->in_h - s->top - from;
    return inside < most ? inside : most;
}

/* Converts rows of the source, from `from` on, into rows of the planes from `slot` on, the first after the last. */
static __attribute__((noinline)) void tns_dsp_block_fill(tns_dsp_block *b, const tns_row_source *s, int32_t from,
                                                         int32_t end, int32_t slot)
{
    const tns_conv_params *p = b->p;
    if (b->keeps && b->runs == 1) {
        tns_dsp_put_rows(&b->columns, b->run_from + b->first, p->in_c, b->run_to, b->run_rows);
        return;
    }
    b->runs = 0;
    while (from < end) {
        const int8_t *row = tns_source_row(p, s, from);
        uint32_t *plane = b->planes + slot * b->pitch;
        int32_t rows = 1;
        if (row != NULL) {
            const int32_t left = end - from;
            const int32_t room = b->capacity - slot;
            rows = neighbours(p, s, from, left < room ? left : room);
            b->runs++;
            b->run_from = row + b->columns.first;
            b->run_to = plane + b->columns.before;
            b->run_rows = rows;
            tns_dsp_put_rows(&b->columns, b->run_from + b->first, p->in_c, b->run_to, rows);
        } else if (!b->keeps) {
            tns_dsp_put_padding(b->columns.padding, b->columns.words, plane);
        }
        from += rows;
        slot = slot + rows == b->capacity ? 0 : slot + rows;
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

/*
 * How many rows the planes hold, for even numbers of output rows with stride 1; where only one output row comes of them
 * they are a ring of three.
 */
TNS_INLINE int32_t tns_dsp_capacity(const tns_conv_params *p, int32_t pitch)
{
    const int32_t rows = TNS_DSP_PLANE_WORDS / pitch;
    if (p->stride_h == 1) {
        return rows < 4 ? 3 : rows & ~1;
    }
    return rows < 6 ? 3 : rows;
}

/* Output rows from the planes; the first kernel row lies at row `top`. */
TNS_INLINE void tns_dsp_block_compute(tns_dsp_block *b, int32_t rows, int32_t top)
{
    if (TNS_USE_PLANES_NARROW && b->pitch == TNS_DSP_NARROW) {
        tns_dsp_planes_narrow(b, rows);
    } else if (TNS_USE_PLANES_MIDDLE && b->pitch == TNS_DSP_MIDDLE) {
        tns_dsp_planes_middle(b, rows, top);
    } else if (TNS_USE_PLANES_WIDE) {
        tns_dsp_planes_wide(b, rows, top);
    }
}

/* All rows of four channels. The rows that are still read move up, or are where they were in the ring. */
static void tns_dsp_block_rows(tns_dsp_block *b, const tns_row_source *s, int32_t rows)
{
    const int32_t stride = b->p->stride_h;
    const int32_t capacity = b->capacity;
    const int ring = capacity == 3;
    const int32_t at_once = b->at_once;
    const int32_t kept = stride < 3 ? 3 - stride : 0;
    int32_t there = 0;
    int32_t top = 0;
    for (int32_t y = 0; y < rows; y += at_once) {
        const int32_t count = at_once < rows - y ? at_once : rows - y;
        const int32_t end = (count - 1) * stride + 3;
        const int32_t slot = top + there;
        tns_dsp_block_fill(b, s, y * stride + there, y * stride + end, slot < capacity ? slot : slot - 3);
        tns_dsp_block_compute(b, count, top);
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
    b.pitch = pitch_of(p);
    const int32_t widest = tns_dsp_widest(p, b.pitch);
    const int32_t used = (rows - 1) * p->stride_h + 3;
    b.capacity = tns_dsp_capacity(p, b.pitch);
    const int together = used <= b.capacity;
    b.at_once = (b.capacity - 3) / p->stride_h + 1;
    for (int32_t x = 0; x < p->out_w; x += widest) {
        b.width = widest < p->out_w - x ? widest : p->out_w - x;
        tns_dsp_block_shape(&b, x * p->stride_w - p->pad_left, used < b.capacity ? used : b.capacity);
        for (int32_t channel = 0; channel < p->in_c; channel += 4) {
            b.first = channel + 4 <= p->in_c ? channel : p->in_c - 4;
            b.done = channel - b.first;
            b.keeps = together && channel > 0;
            tns_dsp_block_begin(&b, output + x * p->in_c + b.first);
            if (together) {
                tns_dsp_block_fill(&b, s, 0, used, 0);
                tns_dsp_block_compute(&b, rows, 0);
            } else {
                tns_dsp_block_rows(&b, s, rows);
            }
        }
    }
    if (p->act_max - p->act_min != 255) {
        tns_dsp_clamp(output, rows * p->out_w * p->in_c, p->act_min, p->act_max);
    }
}

#endif
