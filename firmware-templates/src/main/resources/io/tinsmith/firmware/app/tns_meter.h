/* What one inference takes: time, per op where compiled in, and arena. */
#ifndef TNS_METER_H
#define TNS_METER_H

#include <stdint.h>

/* Ticks since the start, in 64 bits. Must be called at least once in a turn of the port's 32-bit counter. */
uint64_t tns_meter_now(void);

/* Ticks as microseconds. */
uint64_t tns_meter_microseconds(uint64_t ticks);

/* Runs the model once and keeps its ticks. */
void tns_meter_invoke(void);

/* Ticks of the last tns_meter_invoke. */
uint32_t tns_meter_last(void);

/* Ticks of one op in it; 0 without TNS_PROFILE. */
uint32_t tns_meter_op(uint32_t op);

/* Fills the arena, but not an input that stands there, with a pattern. */
void tns_meter_paint(void);

/*
 * Highest arena byte written since, plus 1, summed over its parts, counting an input that stands there; -1 if never painted
 * or not run since.
 */
int32_t tns_meter_arena_used(void);

#endif
