#include "tns_meter.h"

#include "tns_divide.h"
#include "tns_model.h"
#include "tns_port.h"

enum { NEVER_PAINTED, PAINTED, PAINTED_AND_RUN };

static uint32_t last_count;
static uint32_t turns;
static uint32_t last_ticks;
static uint8_t paint_state;

uint64_t tns_meter_now(void) {
    uint32_t count = tns_port_ticks();
    if (count < last_count) {
        turns++;
    }
    last_count = count;
    return ((uint64_t)turns << 32) | count;
}

uint64_t tns_meter_microseconds(uint64_t ticks) {
    uint32_t frequency = tns_port_ticks_per_second();
    uint32_t rest;
    uint64_t seconds = tns_divide(ticks, frequency, &rest);
    return seconds * 1000000u + tns_divide(rest * (uint64_t)1000000u, frequency, &rest);
}

#ifdef TNS_PROFILE
/* An op of a stream begins and ends once a row. Differences add up whether or not the counter turns in between. */
static uint32_t op_ticks[TNS_OP_COUNT];

void tns_op_begin(uint32_t op) {
    op_ticks[op] -= tns_port_ticks();
}

void tns_op_end(uint32_t op) {
    op_ticks[op] += tns_port_ticks();
    (void)tns_meter_now();
}

static void reset_ops(void) {
    for (uint32_t op = 0; op < TNS_OP_COUNT; op++) {
        op_ticks[op] = 0;
    }
}
#else
static void reset_ops(void) {
}
#endif

uint32_t tns_meter_op(uint32_t op) {
#ifdef TNS_PROFILE
    return op_ticks[op];
#else
    (void)op;
    return 0;
#endif
}

void tns_meter_invoke(void) {
    reset_ops();
    uint64_t start = tns_meter_now();
    tns_model_invoke();
    last_ticks = (uint32_t)(tns_meter_now() - start);
    if (paint_state == PAINTED) {
        paint_state = PAINTED_AND_RUN;
    }
}

uint32_t tns_meter_last(void) {
    return last_ticks;
}

/* Differs from byte to byte, so that a constant tensor does not look like it. */
static int8_t pattern(uint32_t i) {
    return (int8_t)(uint8_t)((i * 0x9E3779B9u) >> 24);
}

#define OR_WITHIN(place, offset, bytes) || i - (offset) < (bytes)

/* Whether a byte of the arena belongs to an input that stands there. */
static int is_input(uint32_t i) {
#ifdef TNS_INPUT_BY_ROWS
    (void)i;
    return 0;
#else
    return 0 TNS_EACH_INPUT(OR_WITHIN);
#endif
}

void tns_meter_paint(void) {
    for (uint32_t i = 0; i < TNS_ARENA_BYTES; i++) {
        if (!is_input(i)) {
            TNS_ARENA_AT(i) = pattern(i);
        }
    }
    paint_state = PAINTED;
}

/* Up to the highest byte of a part that was written. */
static uint32_t used_between(uint32_t start, uint32_t end) {
    uint32_t used = end;
    while (used > start && !is_input(used - 1u) && TNS_ARENA_AT(used - 1u) == pattern(used - 1u)) {
        used--;
    }
    return used - start;
}

/* The parts of an arena but the last are counted in words, as they were planned. */
#define ADD_USED(start, end) used = ((used + 3u) & ~3u) + used_between(start, end);

int32_t tns_meter_arena_used(void) {
    if (paint_state != PAINTED_AND_RUN) {
        return -1;
    }
    uint32_t used = 0;
    TNS_ARENA_EACH_PART(ADD_USED)
    return (int32_t)used;
}
