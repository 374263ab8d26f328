/* A model of a batch: where it runs, some inputs, and the outputs that it should compute. */
#ifndef HOST_BATCH_H
#define HOST_BATCH_H

#include <stdint.h>

typedef struct {
    int (*init)(void);
    void (*invoke)(void);
    int8_t *arena;
    int32_t arena_bytes, input_offset, input_bytes, output_offset, output_bytes;
    int32_t count;
    const int8_t *inputs, *outputs; /* [count][bytes] */
} host_case;

#endif
