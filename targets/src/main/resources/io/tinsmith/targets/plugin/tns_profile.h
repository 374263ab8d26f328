/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the parts of the plugin share. */
#ifndef TNS_PROFILE_H
#define TNS_PROFILE_H

#include <stdint.h>
#include <stdio.h>

#include "tns_thumb.h"

enum { MOST_REGIONS = 16, MOST_SKIPPED = 8, NAME_BYTES = 32 };

typedef struct {
    uint64_t start, end;
} range;

typedef struct {
    char name[NAME_BYTES];
    range place;
    int is_flash;
    uint64_t lowest, highest; /* written; lowest > highest if none was */
} region;

typedef struct {
    uint64_t loads, load_bytes, stores, store_bytes;
} traffic;

typedef struct {
    uint64_t classes[TNS_CLASS_COUNT];
    uint64_t loaded_words, stored_words; /* of instructions that move several */
    uint64_t flash_lines;
    traffic regions[MOST_REGIONS + 1]; /* the last: none of them */
} counts;

/* What the arguments say. */
typedef struct {
    FILE *out;
    range ops, begin, end, invoke, caller, ticks, skipped[MOST_SKIPPED];
    region regions[MOST_REGIONS];
    uint32_t skipped_count, region_count;
} setup;

/* The last inference. */
typedef struct {
    counts *by_op; /* op_count, and one more for what lies between them */
    uint32_t op_count;
    uint64_t inferences, measured, metering;
} result;

/* Takes one KEY=VALUE; 0 if it cannot. */
int tns_profile_argument(setup *to, const char *argument);

/* Writes all that was counted and closes the file. */
void tns_profile_write(const setup *s, const result *r);

#endif
