/* Runs a stream. */
#include "tns_stream.h"

#include <stddef.h>

static const int8_t *row_at(const tns_stream_tensor *t, int32_t y)
{
    return t->base + y % t->rows * t->row_bytes;
}

/* Marks the tensors that enter as made; returns the number of those that leave. */
static int32_t begin(const tns_stream *s, uint16_t *produced)
{
    int32_t open = 0;
    for (int32_t t = 0; t < s->tensor_count; t++) {
        const tns_stream_tensor *tensor = &s->tensors[t];
        produced[t] = tensor->producer == TNS_STREAM_WHOLE ? tensor->height : 0;
        open += tensor->leaves;
    }
    return open;
}

/* The input row under the first tap of output row y; negative in the padding. */
static int32_t top_of(const tns_stream_stage *stage, int32_t y)
{
    return y * stage->stride / stage->upsample - stage->pad_top;
}

/* The producer of the first input that lacks rows for output row y, or -1. */
static int32_t short_of(const tns_stream *s, const tns_stream_stage *stage, const uint16_t *produced, int32_t y)
{
    const int32_t end = top_of(stage, y) + stage->reach;
    for (int32_t i = 0; i < stage->input_count; i++) {
        const int32_t tensor = stage->inputs[i];
        const int32_t height = s->tensors[tensor].height;
        if (produced[tensor] < (end < height ? end : height)) {
            return s->tensors[tensor].producer;
        }
    }
    return -1;
}

/* Computes output row y. */
static void run_row(const tns_stream *s, const tns_stream_stage *stage, const int8_t **rows, int32_t y, int32_t strip)
{
    const int32_t top = top_of(stage, y);
    const int8_t **row = rows;
    for (int32_t i = 0; i < stage->input_count; i++) {
        const tns_stream_tensor *input = &s->tensors[stage->inputs[i]];
        int32_t in_y = top;
        for (int32_t tap = stage->taps; tap > 0; tap--) {
            *row++ = in_y < 0 || in_y >= input->height ? NULL : row_at(input, in_y);
            in_y += stage->dilation;
        }
    }
    const tns_stream_tensor *output = &s->tensors[stage->output];
    stage->run(rows, output->base + y % output->rows * output->row_bytes, y, strip);
}

/*
 * A row changes nothing for the stages before its own on the path but the one that asked for it, so each turn goes on
 * from there and not from the last stage.
 */
void tns_stream_run(const tns_stream *s, const tns_stream_state *state, int32_t strip)
{
    uint16_t *const produced = state->produced;
    int32_t open = begin(s, produced);
    int32_t last = s->stage_count;
    int32_t depth = -1;
    while (open > 0) {
        if (depth < 0) {
            do {
                last--;
            } while (!s->tensors[s->stages[last].output].leaves);
            depth = 0;
            state->path[0] = (uint8_t)last;
        }
        const tns_stream_stage *stage = &s->stages[state->path[depth]];
        const tns_stream_tensor *output = &s->tensors[stage->output];
        const int32_t y = produced[stage->output];
        if (y == output->height) {
            depth--;
            continue;
        }
        const int32_t producer = short_of(s, stage, produced, y);
        if (producer >= 0) {
            state->path[++depth] = (uint8_t)producer;
            continue;
        }
        run_row(s, stage, state->rows, y, strip);
        produced[stage->output] = (uint16_t)(y + 1);
        if (depth > 0) {
            depth--;
        }
        open -= y + 1 == output->height ? output->leaves : 0;
    }
}
