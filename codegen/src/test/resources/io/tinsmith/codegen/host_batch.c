/* Runs the models of a batch; prints the number of each that computes something else than it should. */
#include "host_batch.h"

#include <stdio.h>
#include <string.h>

extern const host_case *const host_cases[];

static int passes(const host_case *c)
{
    if (c->init() != 0) {
        return 0;
    }
    for (int32_t i = 0; i < c->count; i++) {
        memset(c->arena, 0xA5, (size_t)c->arena_bytes);
        memcpy(c->arena + c->input_offset, c->inputs + i * c->input_bytes, (size_t)c->input_bytes);
        c->invoke();
        if (memcmp(c->arena + c->output_offset, c->outputs + i * c->output_bytes, (size_t)c->output_bytes) != 0) {
            return 0;
        }
    }
    return 1;
}

int main(void)
{
    int passed = 0;
    for (int i = 0; host_cases[i] != NULL; i++) {
        if (passes(host_cases[i])) {
            passed++;
        } else {
            printf("model %d computes something else\n", i);
        }
    }
    printf("%d passed\n", passed);
    return 0;
}
