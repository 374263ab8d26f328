/*
 * Tinsmith runtime: ops run row by row, each intermediate tensor a ring of a few rows.
 *
 * A stream is a block of ops, its stages, in topological order. Which row is computed next follows from the tables
 * alone: begin at the last stage whose output leaves the block and is not complete; while an input, made in the block,
 * lacks rows that the stage's next row needs, go to that input's producer; compute one row of the stage reached. So a
 * ring needs as many rows as the planner found by the same rule.
 */
#ifndef TNS_STREAM_H
#define TNS_STREAM_H

#include <stdint.h>

/* The producer of a tensor that is whole before the stream begins. */
#define TNS_STREAM_WHOLE 255

/* The most inputs of a stage. */
#define TNS_STREAM_INPUTS 4

/* Row r stands at base + r % rows * row_bytes; a tensor that stands whole has as many rows as its height. */
typedef struct {
    int8_t *base;
    int32_t row_bytes;
    uint16_t rows, height;
    uint8_t producer; /* the stage that writes it, or TNS_STREAM_WHOLE */
    uint8_t leaves;   /* it is read after the stream, which ends when all such tensors are complete */
} tns_stream_tensor;

/*
 * One op. Output row y reads rows y * stride / upsample - pad_top + i * dilation, i in [0, taps), of each input, as far
 * as they lie inside it, and is computed when the rows before y * stride / upsample - pad_top + reach are there.
 */
typedef struct {
    /* Writes row y of a strip: rows[input * taps + i] is the input's row under tap i, or NULL outside. */
    void (*run)(const int8_t *const *rows, int8_t *output, int32_t y, int32_t strip);
    uint8_t inputs[TNS_STREAM_INPUTS], input_count; /* indices in the stream's tensors */
    uint8_t output;
    uint16_t reach, stride, taps, dilation;
    int32_t pad_top;
    uint16_t upsample; /* output rows that each input row serves, 1 for all but resizes */
} tns_stream_stage;

typedef struct {
    const tns_stream_tensor *tensors;
    const tns_stream_stage *stages;
    uint8_t tensor_count;
    uint8_t stage_count; /* in [1, 254] */
} tns_stream;

/* Memory that a run needs, each array as long as its comment says; nothing is kept from run to run. */
typedef struct {
    uint16_t *produced;  /* tensor_count: rows made so far */
    uint8_t *path;       /* stage_count: from the stage whose output leaves to the one that runs */
    const int8_t **rows; /* the most taps * input_count of a stage */
} tns_stream_state;

/*
 * Runs the stream once, for the columns of one strip. A row of a ring then has the strip's columns only; which of those
 * of its inputs and its output a stage works on, it knows by the number of the strip. The tensors that enter must be
 * whole.
 */
void tns_stream_run(const tns_stream *s, const tns_stream_state *state, int32_t strip);

#endif
