/* The order in which a stream computes its rows, and what the rows read, on small blocks traced by hand. */
#include <stdio.h>
#include <string.h>

#include "support.h"
#include "tests.h"
#include "tns_stream.h"

#define HEIGHT 4

/* A tensor's row is one byte: tensor * 16 + row number. */
static int8_t input[HEIGHT];
static int8_t rings[3 * HEIGHT];
static int8_t output[HEIGHT];
static char trace[200];
static int32_t made[5];
static int32_t expected_strip;

/* Appends the stage's letter and the low digits of the rows that it reads, '-' for padding. */
static void record(int32_t stage, int32_t count, const int8_t *const *rows, int8_t *out, int32_t y, int32_t strip)
{
    const size_t length = strlen(trace);
    char text[8] = {(char)('a' + stage), 0};
    for (int32_t i = 0; i < count; i++) {
        text[1 + i] = (char)(rows[i] == NULL ? '-' : '0' + (*rows[i] & 15));
    }
    snprintf(trace + length, sizeof trace - length, "%s ", text);
    check(y == made[stage], "the number of the row");
    check(strip == expected_strip, "the number of the strip");
    *out = (int8_t)made[stage]++;
}

static void run_a(const int8_t *const *rows, int8_t *out, int32_t y, int32_t strip)
{
    record(0, 1, rows, out, y, strip);
}

static void run_b(const int8_t *const *rows, int8_t *out, int32_t y, int32_t strip)
{
    record(1, 3, rows, out, y, strip);
}

static void run_c(const int8_t *const *rows, int8_t *out, int32_t y, int32_t strip)
{
    record(2, 2, rows, out, y, strip);
}

static void run_d(const int8_t *const *rows, int8_t *out, int32_t y, int32_t strip)
{
    record(3, 1, rows, out, y, strip);
}

static void run_e(const int8_t *const *rows, int8_t *out, int32_t y, int32_t strip)
{
    record(4, 4, rows, out, y, strip);
}

static void check_trace(const tns_stream *s, const char *expected)
{
    uint16_t produced[4];
    uint8_t path[3];
    const int8_t *rows[4];
    const tns_stream_state state = {produced, path, rows};
    trace[0] = '\0';
    memset(made, 0, sizeof made);
    for (int8_t y = 0; y < HEIGHT; y++) {
        input[y] = y;
    }
    tns_stream_run(s, &state, ++expected_strip);
    check(strcmp(trace, expected) == 0, trace);
}

void test_stream(void)
{
    begin_case("stream", 0);
    /* a reads the input row by row, b three rows of a, c sums a and b: a's ring keeps a row for c that b needs no more. */
    static const tns_stream_stage stages[] = {
        {run_a, {0, 0}, 1, 1, 1, 1, 1, 1, 0, 1},
        {run_b, {1, 0}, 1, 2, 3, 1, 3, 1, 1, 1},
        {run_c, {1, 2}, 2, 3, 1, 1, 1, 1, 0, 1},
    };
    static const tns_stream_tensor residual[] = {
        {input, 1, HEIGHT, HEIGHT, TNS_STREAM_WHOLE, 0},
        {rings, 1, 3, HEIGHT, 0, 0},
        {rings + 3, 1, 1, HEIGHT, 1, 0},
        {output, 1, HEIGHT, HEIGHT, 2, 1},
    };
    const tns_stream chain_and_sum = {residual, stages, 4, 3};
    check_trace(&chain_and_sum, "a0 a1 b-01 c00 a2 b012 c11 a3 b123 c22 b23- c33 ");

    /* Stride 2 without padding and two rows: b makes 2 rows of a's 4; a's leave too, so all are made. */
    static const tns_stream_stage strided[] = {
        {run_a, {0, 0}, 1, 1, 1, 1, 1, 1, 0, 1},
        {run_c, {1, 0}, 1, 2, 2, 2, 2, 1, 0, 1},
    };
    static const tns_stream_tensor pair[] = {
        {input, 1, HEIGHT, HEIGHT, TNS_STREAM_WHOLE, 0},
        {rings, 1, HEIGHT, HEIGHT, 0, 1},
        {output, 1, 2, 2, 1, 1},
    };
    const tns_stream two_leave = {pair, strided, 3, 2};
    check_trace(&two_leave, "a0 a1 c01 a2 a3 c23 ");

    /* One output row of stride 2 needs rows 0 and 1 only: the others of a, which stay inside, are never made. */
    static const tns_stream_tensor short_pair[] = {
        {input, 1, HEIGHT, HEIGHT, TNS_STREAM_WHOLE, 0},
        {rings, 1, 2, HEIGHT, 0, 0},
        {output, 1, 1, 1, 1, 1},
    };
    const tns_stream partial = {short_pair, strided, 3, 2};
    check_trace(&partial, "a0 a1 c01 ");

    /* c joins each row of the input with the row of a under it, which serves two: a makes 2 rows of 1 in its ring. */
    static const tns_stream_stage enlarging[] = {
        {run_a, {0, 0}, 1, 1, 1, 2, 1, 1, 0, 1},
        {run_d, {1, 0}, 1, 2, 1, 1, 1, 1, 0, 2},
        {run_c, {2, 0}, 2, 3, 1, 1, 1, 1, 0, 1},
    };
    static const tns_stream_tensor branches[] = {
        {input, 1, HEIGHT, HEIGHT, TNS_STREAM_WHOLE, 0},
        {rings, 1, 1, HEIGHT / 2, 0, 0},
        {rings + 1, 1, 1, HEIGHT, 1, 0},
        {output, 1, HEIGHT, HEIGHT, 2, 1},
    };
    const tns_stream resolutions = {branches, enlarging, 4, 3};
    check_trace(&resolutions, "a0 d0 c00 d0 c11 a2 d1 c22 d1 c33 ");

    /* The most inputs, one of them twice. */
    static const tns_stream_stage joining[] = {
        {run_a, {0, 0}, 1, 1, 1, 1, 1, 1, 0, 1},
        {run_e, {1, 0, 0, 1}, 4, 2, 1, 1, 1, 1, 0, 1},
    };
    static const tns_stream_tensor joined[] = {
        {input, 1, HEIGHT, HEIGHT, TNS_STREAM_WHOLE, 0},
        {rings, 1, 1, HEIGHT, 0, 0},
        {output, 1, HEIGHT, HEIGHT, 1, 1},
    };
    const tns_stream four = {joined, joining, 3, 2};
    check_trace(&four, "a0 e0000 a1 e1111 a2 e2222 a3 e3333 ");
}
