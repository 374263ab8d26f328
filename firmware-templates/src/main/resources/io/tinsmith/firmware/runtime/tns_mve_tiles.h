/*
 * Tinsmith runtime: rows of a depthwise convolution of up to four by four taps with the vector extension.
 *
 * The rows that outputs need are copied, sixteen channels at a time, four rows interleaved: each channel's column is a
 * word. VST4 does so for rows as they lie, and for the weights. See tns_mve_tile_loop.h for what then runs. Pairs of
 * rows run in squares where strides are 1, others in lines.
 */
#ifndef TNS_MVE_TILES_H
#define TNS_MVE_TILES_H

#include "tns_mve_conv.h"
#include "tns_mve_tile_loop.h"

#if TNS_MVE
/* What TNS_MVE_TILE_COLUMN holds of each column: rows. */
#define TNS_MVE_TILE_ROWS_DEEP 4

/* Four rows, or NULL for those of padding, and where the columns of one group of channels are in them. */
typedef struct {
    const int8_t *rows[TNS_MVE_TILE_ROWS_DEEP];
    int32_t channels, width; /* bytes of a pixel, pixels of a row */
    int32_t c, padding;
} tns_mve_bands;

/* How an op is cut into tiles. */
typedef struct {
    int square;
    int32_t rows, across; /* outputs of a tile */
    int32_t spread;       /* columns of a tile's windows and what lies between them */
    int32_t stride;       /* columns from tile to tile */
    int32_t at_once;      /* tiles of a row whose columns fit the copy */
} tns_mve_tiling;

/* Copies a number of columns from image column `left` on, those outside the image of padding. */
static __attribute__((noinline)) void tns_mve_copy_bands(const tns_mve_bands *b, int32_t left, int32_t columns,
                                                         int8_t *to)
{
    const int8x16_t padding = vdupq_n_s8((int8_t)b->padding);
    const int32_t end = left + columns;
    const int32_t first = left < 0 ? (end < 0 ? end : 0) : left;
    const int32_t last = end > b->width ? (b->width > first ? b->width : first) : end;
    int8_t around[16];
    const int8_t *from[TNS_MVE_TILE_ROWS_DEEP];
    int32_t step[TNS_MVE_TILE_ROWS_DEEP];
    to = tns_mve_fill(to, b->padding, (first - left) * TNS_MVE_TILE_COLUMN);
    vstrbq_s8(around, padding);
    for (int32_t i = 0; i < TNS_MVE_TILE_ROWS_DEEP; i++) {
        from[i] = b->rows[i] == NULL ? around : b->rows[i] + first * b->channels + b->c;
        step[i] = b->rows[i] == NULL ? 0 : b->channels;
    }
    __asm volatile("vctp.8 %[lanes]\n\t"
                   "wls lr, %[count], 2f\n"
                   "1:\n\t"
                   "vpstttt\n\t"
                   "vldrbt.8 q0, [%[a]]\n\t"
                   "vldrbt.8 q1, [%[b]]\n\t"
                   "vldrbt.8 q2, [%[c]]\n\t"
                   "vldrbt.8 q3, [%[d]]\n\t"
                   "add %[a], %[a], %[i]\n\t"
                   "add %[b], %[b], %[j]\n\t"
                   "add %[c], %[c], %[k]\n\t"
                   "add %[d], %[d], %[l]\n\t"
                   "vst40.8 {q0, q1, q2, q3}, [%[to]]\n\t"
                   "vst41.8 {q0, q1, q2, q3}, [%[to]]\n\t"
                   "vst42.8 {q0, q1, q2, q3}, [%[to]]\n\t"
                   "vst43.8 {q0, q1, q2, q3}, [%[to]]!\n\t"
                   "le lr, 1b\n"
                   "2:"
                   : [a] "+&r"(from[0]), [b] "+&r"(from[1]), [c] "+&r"(from[2]), [d] "+&r"(from[3]), [to] "+&r"(to)
                   : [i] "r"(step[0]), [j] "r"(step[1]), [k] "r"(step[2]), [l] "r"(step[3]),
                     [lanes] "r"(b->channels - b->c), [count] "r"(last - first)
                   : "q0", "q1", "q2", "q3", "lr", "cc", "memory");
    tns_mve_fill(to, b->padding, (end - last) * TNS_MVE_TILE_COLUMN);
}

/* The weights of channels c to c + 15. */
TNS_MVE_INLINE void tns_mve_copy_filter(const tns_conv_params *p, int32_t c, int8_t *filter)
{
    tns_mve_bands b = {{NULL, NULL, NULL, NULL}, p->in_c, p->k_w, c, 0};
    for (int32_t ky = 0; ky < p->k_h; ky++) {
        b.rows[ky] = p->weights + ky * p->k_w * p->in_c;
    }
    tns_mve_copy_bands(&b, -1, TNS_MVE_TILE_ROWS_DEEP + 1, filter);
}

/* Whether no channel's shift needs the longer way of requantization. */
static inline int tns_mve_all_simple(const int8_t *shift, int32_t channels)
{
    int8_t highest = -128;
    for (int32_t c = 0; c < channels; c += 16) {
        const mve_pred16_t lanes = vctp8q((uint32_t)(channels - c));
        highest = vmaxvq_p_s8(highest, vldrbq_z_s8(shift + c, lanes), lanes);
    }
#if TNS_ROUNDING == TNS_ROUNDING_DOUBLE
    return highest <= 0;
#else
    return highest <= -2;
#endif
}

/* Clamps bytes that are saturated already. */
TNS_MVE_INLINE void tns_mve_clamp(int8_t *bytes, int32_t size, int32_t low, int32_t high)
{
    const int8x16_t least = vdupq_n_s8((int8_t)low), most = vdupq_n_s8((int8_t)high);
    __asm volatile("wlstp.8 lr, %[size], 2f\n"
                   "1:\n\t"
                   "vldrb.8 q0, [%[bytes]]\n\t"
                   "vmax.s8 q0, q0, %q[least]\n\t"
                   "vmin.s8 q0, q0, %q[most]\n\t"
                   "vstrb.8 q0, [%[bytes]], #16\n\t"
                   "letp lr, 1b\n"
                   "2:"
                   : [bytes] "+r"(bytes)
                   : [size] "r"(size), [least] "w"(least), [most] "w"(most)
                   : "q0", "lr", "cc", "memory");
}

/* at_once is 0 where not even one tile fits. */
TNS_MVE_INLINE tns_mve_tiling tns_mve_tiling_of(const tns_conv_params *p, int square)
{
    const int32_t room = TNS_COLUMN_BYTES / TNS_MVE_TILE_COLUMN;
    tns_mve_tiling t = {square, 1, 4, 3 * (p->stride_w + p->dilation_w) + 1, 4 * p->stride_w, 0};
    if (square) {
        t.rows = t.across = t.stride = 2;
        t.spread = 4;
    }
    t.at_once = room < t.spread ? 0 : (room - t.spread) / t.stride + 1;
    return t;
}

/* The job of a group of channels, but for what differs between groups and between parts of rows. */
TNS_MVE_INLINE void tns_mve_tiles_of(const tns_conv_params *p, const tns_mve_tiling *t, tns_mve_tiles *job)
{
    job->window_step = t->stride * TNS_MVE_TILE_COLUMN;
    job->output_step = t->across * p->in_c;
    job->zero_point = p->out_zero_point;
    /* Where what is below zero is clamped, its rounding does not show. */
    job->away = p->act_min < p->out_zero_point;
    for (uint32_t i = 0; i < 4; i++) {
        job->weights[i] = i * TNS_MVE_TILE_COLUMN;
        job->outputs[i] = t->square ? (i & 1) * (uint32_t)(p->out_w * p->in_c) + (i >> 1) * (uint32_t)p->in_c
                                    : i * (uint32_t)p->in_c;
        for (uint32_t tap = 0; tap < 4; tap++) {
            job->taps[i][tap] =
                (i * (uint32_t)p->stride_w + tap * (uint32_t)p->dilation_w) * TNS_MVE_TILE_COLUMN;
        }
    }
}

/* Outputs from column x on of `rows` rows of tiles, up to t->at_once tiles each, of channels c to c + 15. */
static __attribute__((noinline)) void tns_mve_tiles_part(const tns_conv_params *p, const tns_row_source *s,
                                                         const tns_mve_tiling *t, tns_mve_tiles *job, int32_t c,
                                                         int32_t x, int32_t rows, int8_t *copy, int8_t *output)
{
    const int32_t left_over = p->out_w - x;
    const int32_t width = left_over < t->at_once * t->across ? left_over : t->at_once * t->across;
    const int32_t tiles = (width - 1) / t->across;
    const int32_t columns = (width - 1) * p->stride_w + (p->k_w - 1) * p->dilation_w + 1;
    const int32_t pitch = (tiles * t->stride + t->spread) * TNS_MVE_TILE_COLUMN;
    tns_row_source source = *s;
    tns_mve_bands b = {{NULL, NULL, NULL, NULL}, p->in_c, p->in_w, c, p->in_zero_point};
    const int32_t deep = t->square ? p->k_h + 1 : p->k_h;
    for (int32_t i = 0; i < rows; i++) {
        for (int32_t ky = 0; ky < deep; ky++) {
            b.rows[ky] = tns_source_row(p, &source, ky);
        }
        tns_mve_copy_bands(&b, x * p->stride_w - p->pad_left, columns, copy + i * pitch);
        source.top += t->rows * p->stride_h;
    }
    job->window = copy;
    job->bias = p->bias + c;
    job->multiplier = p->multiplier + c;
    job->shift = p->shift + c;
    job->output = output + x * p->in_c + c;
    job->tiles = tiles;
    job->last = (width - tiles * t->across) * t->rows;
    job->window_skip = pitch - (tiles + 1) * job->window_step;
    job->output_skip = t->rows * p->out_w * p->in_c - (tiles + 1) * job->output_step;
    job->rows = rows;
    job->channels = p->in_c - c < TNS_MVE_TILE_CHANNELS ? p->in_c - c : TNS_MVE_TILE_CHANNELS;
    if (t->square) {
        tns_mve_run_squares(job);
    } else {
        tns_mve_run_lines(job);
    }
}

/* `rows` rows of tiles. */
static __attribute__((noinline)) void tns_mve_tiles_run(const tns_conv_params *p, const tns_row_source *s,
                                                        const tns_mve_tiling *t, int8_t *output, int32_t rows)
{
    int8_t copy[TNS_COLUMN_BYTES];
    int8_t filter[(TNS_MVE_TILE_ROWS_DEEP + 1) * TNS_MVE_TILE_COLUMN];
    tns_mve_tiles job;
    const int32_t tiles = (p->out_w - 1) / t->across;
    const int32_t fit = TNS_COLUMN_BYTES / TNS_MVE_TILE_COLUMN / (tiles * t->stride + t->spread);
    const int32_t together = fit < 1 ? 1 : fit;
    tns_mve_tiles_of(p, t, &job);
    for (int32_t c = 0; c < p->in_c; c += TNS_MVE_TILE_CHANNELS) {
        tns_row_source source = *s;
        int8_t *out = output;
        tns_mve_copy_filter(p, c, filter);
        for (int32_t left = rows; left > 0; left -= together) {
            const int32_t count = left < together ? left : together;
            for (int32_t x = 0; x < p->out_w; x += t->at_once * t->across) {
                job.filter = filter + TNS_MVE_TILE_COLUMN;
                tns_mve_tiles_part(p, &source, t, &job, c, x, count, copy, out);
            }
            source.top += together * t->rows * p->stride_h;
            out += together * t->rows * p->out_w * p->in_c;
        }
    }
}

/* See tns_depthwise_rows; false, and nothing is done, where the shape or a factor is unusual. */
static inline int tns_mve_tiles_rows(const tns_conv_params *p, const tns_row_source *s, int8_t *output, int32_t rows)
{
    const tns_mve_tiling squares = tns_mve_tiling_of(p, 1), lines = tns_mve_tiling_of(p, 0);
    const int32_t size = p->out_w * p->in_c;
    tns_row_source source = *s;
    if (p->k_h > 4 || p->k_w > 4 || lines.at_once == 0 || !tns_mve_all_simple(p->shift, p->in_c)) {
        return 0;
    }
    int32_t done = 0;
    if (rows > 1 && squares.at_once > 0 && p->k_h < 4 && p->k_w < 4 && p->stride_h == 1 && p->stride_w == 1 &&
        p->dilation_h == 1 && p->dilation_w == 1) {
        tns_mve_tiles_run(p, s, &squares, output, rows / 2);
        done = rows & ~1;
        source.top += done;
    }
    if (done < rows) {
        tns_mve_tiles_run(p, &source, &lines, output + done * size, rows - done);
    }
    if (p->act_max - p->act_min < 255) {
        tns_mve_clamp(output, rows * size, p->act_min, p->act_max);
    }
    return 1;
}

#endif
#endif
