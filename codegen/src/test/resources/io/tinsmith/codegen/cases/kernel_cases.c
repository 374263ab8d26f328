/* Runs all cases, prints those that leave other bytes than they should, and how many do not. */
#include "kernel_cases.h"

#include <stdio.h>
#include <string.h>

#define PAINT 0x5A
#define MOST_PRINTED 20

const int8_t PAINTED[1] = {PAINT};
const int8_t ANYTHING[1] = {0};

extern const kernel_case *const case_units[]; /* NULL behind the last */

static int8_t should_be(const case_buffer *b, int32_t i)
{
    return b->after == PAINTED ? PAINT : b->after[i];
}

static int passes(const kernel_case *c, int prints)
{
    for (uint32_t n = 0; n < c->buffer_count; n++) {
        const case_buffer *b = &c->buffers[n];
        if (b->before == PAINTED) {
            memset(b->data, PAINT, (size_t)b->bytes);
        } else {
            memcpy(b->data, b->before, (size_t)b->bytes);
        }
    }
    c->invoke();
    for (uint32_t n = 0; n < c->buffer_count; n++) {
        const case_buffer *b = &c->buffers[n];
        for (int32_t i = 0; b->after != ANYTHING && i < b->bytes; i++) {
            if (b->data[i] != should_be(b, i)) {
                if (prints) {
                    printf("%s %ld: byte %ld of %ld in buffer %lu is %d, not %d\n", c->kind, (long)c->number, (long)i,
                           (long)b->bytes, (unsigned long)n, b->data[i], should_be(b, i));
                }
                return 0;
            }
        }
    }
    return 1;
}

int main(void)
{
    long passed = 0;
    long failed = 0;
    for (int u = 0; case_units[u] != NULL; u++) {
        for (const kernel_case *c = case_units[u]; c->kind != NULL; c++) {
            if (passes(c, failed < MOST_PRINTED)) {
                passed++;
            } else {
                failed++;
            }
        }
    }
    if (failed > 0) {
        printf("%ld failed\n", failed);
    }
    printf("%ld passed\n", passed);
    return failed > 0;
}
