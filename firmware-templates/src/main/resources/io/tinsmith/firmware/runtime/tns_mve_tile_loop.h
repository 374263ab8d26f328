/*
 * Tinsmith runtime: outputs of a depthwise convolution, four of a channel at a time, with the vector extension.
 *
 * A channel's window is one vector: four columns of four kernel rows, gathered as four words. An output is its dot
 * product with the weights, in the same order and 0 where there is no tap: one VMLADAVA. All registers are in use, more
 * than compilers manage, so the loops over channels, rows and tiles are assembly as a whole:
 *
 *   r0, r2, r4, r6 sums   r1 window   r3 output   r5 bias   r7 multiplier   r8 shift   r9 zero point
 *   r10 output_step   r11 window_step   r12 the job   q0-q4 weights and places of taps   q5 places of outputs
 */
#ifndef TNS_MVE_TILE_LOOP_H
#define TNS_MVE_TILE_LOOP_H

#include "tns_mve_scale.h"

#if TNS_MVE
#include <stddef.h>

/* Channels of which columns are copied together: a column is a word of each. */
#define TNS_MVE_TILE_CHANNELS 16
#define TNS_MVE_TILE_COLUMN 64

/* What the loops read. The pointers come first, as a load multiple fetches those of a channel; they advance. */
typedef struct {
    const int8_t *filter; /* columns as those of the input, with a column of zeros before them and behind three */
    const int8_t *window; /* the first tile's */
    const int32_t *bias;
    int8_t *output;
    const int32_t *multiplier;
    const int8_t *shift;
    int32_t tiles, last;              /* tiles before the last, which are whole; outputs of the last, 1 to 4 */
    int32_t window_skip, output_skip; /* from the end of a row of tiles to the next */
    int32_t rows, rows_left, channels;
    int32_t window_step, output_step; /* from tile to tile */
    int32_t zero_point;
    int32_t away;        /* 1 where halves below zero must be rounded away from it, else 0 */
    uint32_t weights[4]; /* places of a window's words in `filter` */
    uint32_t taps[4][4]; /* and in the windows of a tile's outputs; only the first for squares */
    uint32_t outputs[4]; /* places of a tile's outputs */
} tns_mve_tiles;

#if TNS_ROUNDING == TNS_ROUNDING_DOUBLE
#define TNS_MVE_TILE_FACTOR ""
#define TNS_MVE_TILE_SCALE "vqrdmulh.s32 q6, q6, r7\n\t"
#else
#define TNS_MVE_TILE_FACTOR "vdup.32 q7, r7\n\t add r8, r8, #1\n\t"
#define TNS_MVE_TILE_SCALE "vmulh.s32 q6, q6, q7\n\t"
#endif

/* VRSHL rounds halves up; see tns_mve_scale.h. */
#define TNS_MVE_TILE_AWAY "vshr.s32 q7, q6, #31\n\t vqadd.s32 q6, q6, q7\n\t"

/* From sums to outputs, stored as far as p0 says. */
#define TNS_MVE_TILE_FINISH(away)                                                                                      \
    "vmov q6[2], q6[0], r0, r4\n\t"                                                                                    \
    "vmov q6[3], q6[1], r2, r6\n\t"                                                                                    \
    "vadd.i32 q6, q6, r5\n\t" TNS_MVE_TILE_SCALE away "vrshl.s32 q6, r8\n\t"                                           \
    "add r1, r1, r11\n\t"                                                                                              \
    "vadd.i32 q6, q6, r9\n\t"                                                                                          \
    "vqmovnb.s32 q6, q6\n\t"                                                                                           \
    "vqmovnb.s16 q6, q6\n\t"                                                                                           \
    "vpst\n\t"                                                                                                         \
    "vstrbt.32 q6, [r3, q5]\n\t"                                                                                       \
    "add r3, r3, r10\n\t"

/* Two rows of two columns: one window, whose weights stand in it in four ways. */
#define TNS_MVE_TILE_SQUARE_PLACES "vldrw.u32 q4, [r12, %[taps]]\n\t"
#define TNS_MVE_TILE_SQUARE_WEIGHTS                                                                                    \
    "vldrw.u32 q0, [r0, q4]\n\t"                                                                                       \
    "sub r7, r0, #64\n\t"                                                                                              \
    "vldrw.u32 q2, [r7, q4]\n\t"                                                                                       \
    "vshl.i32 q1, q0, #8\n\t"                                                                                          \
    "vshl.i32 q3, q2, #8\n\t"
#define TNS_MVE_TILE_SQUARE                                                                                            \
    "vldrw.u32 q6, [r1, q4]\n\t"                                                                                       \
    "vmladav.s8 r0, q0, q6\n\t"                                                                                        \
    "vmladav.s8 r2, q1, q6\n\t"                                                                                        \
    "vmladav.s8 r4, q2, q6\n\t"                                                                                        \
    "vmladav.s8 r6, q3, q6\n\t"

/* Four columns of a row: four windows. */
#define TNS_MVE_TILE_LINE_PLACES                                                                                       \
    "vldrw.u32 q1, [r12, %[taps]]\n\t"                                                                                 \
    "vldrw.u32 q2, [r12, %[taps] + 16]\n\t"                                                                            \
    "vldrw.u32 q3, [r12, %[taps] + 32]\n\t"                                                                            \
    "vldrw.u32 q4, [r12, %[taps] + 48]\n\t"
#define TNS_MVE_TILE_LINE_WEIGHTS                                                                                      \
    "vldrw.u32 q6, [r12, %[weights]]\n\t"                                                                              \
    "vldrw.u32 q0, [r0, q6]\n\t"
#define TNS_MVE_TILE_LINE                                                                                              \
    "vldrw.u32 q6, [r1, q1]\n\t"                                                                                       \
    "vmladav.s8 r0, q0, q6\n\t"                                                                                        \
    "vldrw.u32 q6, [r1, q2]\n\t"                                                                                       \
    "vmladav.s8 r2, q0, q6\n\t"                                                                                        \
    "vldrw.u32 q6, [r1, q3]\n\t"                                                                                       \
    "vmladav.s8 r4, q0, q6\n\t"                                                                                        \
    "vldrw.u32 q6, [r1, q4]\n\t"                                                                                       \
    "vmladav.s8 r6, q0, q6\n\t"

/* All rows of a channel; labels 10 to 13 or others. */
#define TNS_MVE_TILE_ROWS(tile, away, begin, tiles, last)                                                              \
    begin ":\n\t"                                                                                                      \
    "mov r2, #4\n\t"                                                                                                   \
    "vctp.32 r2\n\t"                                                                                                   \
    "ldr r0, [r12, %[tiles]]\n\t"                                                                                      \
    "wls lr, r0, " last "f\n" tiles ":\n\t" tile TNS_MVE_TILE_FINISH(away) "le lr, " tiles "b\n" last ":\n\t"          \
    "ldr r0, [r12, %[last]]\n\t"                                                                                       \
    "vctp.32 r0\n\t" tile TNS_MVE_TILE_FINISH(away)                                                                    \
    "ldrd r0, r2, [r12, %[skip]]\n\t"                                                                                  \
    "add r1, r1, r0\n\t"                                                                                               \
    "add r3, r3, r2\n\t"                                                                                               \
    "ldr r0, [r12, %[left]]\n\t"                                                                                       \
    "subs r0, r0, #1\n\t"                                                                                              \
    "str r0, [r12, %[left]]\n\t"                                                                                       \
    "bgt " begin "b\n\t"

#if TNS_ROUNDING == TNS_ROUNDING_DOUBLE
/* Shifts of 0 round nothing. */
#define TNS_MVE_TILE_ROWS_AWAY(tile)                                                                                   \
    "ldr r0, [r12, %[away]]\n\t"                                                                                       \
    "tst r0, r8, asr #31\n\t"                                                                                          \
    "beq 10f\n\t" TNS_MVE_TILE_ROWS(tile, TNS_MVE_TILE_AWAY, "20", "21", "22") "b 2f\n\t"
#else
#define TNS_MVE_TILE_ROWS_AWAY(tile) ""
#endif

/* All tiles of all rows of all channels. */
#define TNS_MVE_TILE_RUN(places, filter, tile)                                                                         \
    __asm volatile(places "vldrw.u32 q5, [r12, %[outputs]]\n\t"                                                        \
                          "ldrd r11, r10, [r12, %[step]]\n\t"                                                          \
                          "ldr r9, [r12, %[zero_point]]\n"                                                             \
                          "1:\n\t"                                                                                     \
                          "ldm r12, {r0, r1, r2, r3, r4, r6}\n\t"                                                      \
                          "ldr r5, [r2], #4\n\t"                                                                       \
                          "ldrsb r8, [r6], #1\n\t" filter "ldr r7, [r4], #4\n\t"                                       \
                          "add r0, r0, #4\n\t"                                                                         \
                          "add r1, r1, #4\n\t"                                                                         \
                          "add r3, r3, #1\n\t"                                                                         \
                          "stm r12, {r0, r1, r2, r3, r4, r6}\n\t"                                                      \
                          "sub r1, r1, #4\n\t"                                                                         \
                          "sub r3, r3, #1\n\t"                                                                         \
                          "ldr r0, [r12, %[rows]]\n\t"                                                                 \
                          "str r0, [r12, %[left]]\n\t" TNS_MVE_TILE_FACTOR TNS_MVE_TILE_ROWS_AWAY(tile)                \
                              TNS_MVE_TILE_ROWS(tile, "", "10", "11", "12") "2:\n\t"                                   \
                          "ldr r0, [r12, %[channels]]\n\t"                                                             \
                          "subs r0, r0, #1\n\t"                                                                        \
                          "str r0, [r12, %[channels]]\n\t"                                                             \
                          "bgt 1b"                                                                                     \
                   :                                                                                                   \
                   : "r"(job), [taps] "i"(offsetof(tns_mve_tiles, taps)),                                              \
                     [weights] "i"(offsetof(tns_mve_tiles, weights)), [outputs] "i"(offsetof(tns_mve_tiles, outputs)), \
                     [step] "i"(offsetof(tns_mve_tiles, window_step)),                                                 \
                     [zero_point] "i"(offsetof(tns_mve_tiles, zero_point)),                                            \
                     [rows] "i"(offsetof(tns_mve_tiles, rows)), [left] "i"(offsetof(tns_mve_tiles, rows_left)),        \
                     [away] "i"(offsetof(tns_mve_tiles, away)), [tiles] "i"(offsetof(tns_mve_tiles, tiles)),           \
                     [last] "i"(offsetof(tns_mve_tiles, last)), [skip] "i"(offsetof(tns_mve_tiles, window_skip)),      \
                     [channels] "i"(offsetof(tns_mve_tiles, channels))                                                 \
                   : "r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "lr", "q0", "q1", "q2", \
                     "q3", "q4", "q5", "q6", "q7", "cc", "memory")

/* Runs tiles of two rows by two columns, lanes being columns of two. The job is spent. */
static __attribute__((noinline)) void tns_mve_run_squares(tns_mve_tiles *tiles)
{
    register tns_mve_tiles *job __asm("r12") = tiles;
    TNS_MVE_TILE_RUN(TNS_MVE_TILE_SQUARE_PLACES, TNS_MVE_TILE_SQUARE_WEIGHTS, TNS_MVE_TILE_SQUARE);
}

/* Runs tiles of four columns of a row. The job is spent. */
static __attribute__((noinline)) void tns_mve_run_lines(tns_mve_tiles *tiles)
{
    register tns_mve_tiles *job __asm("r12") = tiles;
    TNS_MVE_TILE_RUN(TNS_MVE_TILE_LINE_PLACES, TNS_MVE_TILE_LINE_WEIGHTS, TNS_MVE_TILE_LINE);
}

#endif
#endif
