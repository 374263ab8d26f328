/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One line an op: its classes, words, lines of flash, then loads, their bytes, stores, their bytes of each region. */
#include <inttypes.h>

#include "tns_profile.h"

static void write_counts(const setup *s, const counts *c)
{
    FILE *const out = s->out;
    for (int i = 0; i < TNS_CLASS_COUNT; i++) {
        fprintf(out, " %" PRIu64, c->classes[i]);
    }
    fprintf(out, " %" PRIu64 " %" PRIu64 " %" PRIu64, c->loaded_words, c->stored_words, c->flash_lines);
    for (uint32_t r = 0; r <= s->region_count; r++) {
        const traffic *t = &c->regions[r];
        fprintf(out, " %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64, t->loads, t->load_bytes, t->stores,
            t->store_bytes);
    }
    fputc('\n', out);
}

void tns_profile_write(const setup *s, const result *all)
{
    FILE *const out = s->out;
    fputs("tinsmith-profile 1\nclasses", out);
#define WRITE_NAME(name, text) fputs(" " text, out);
    TNS_CLASSES(WRITE_NAME)
    fputc('\n', out);
    for (uint32_t r = 0; r < s->region_count; r++) {
        const region *g = &s->regions[r];
        fprintf(out, "region %s %d %" PRIu64 " %" PRIu64 "\n", g->name, g->is_flash,
            g->highest < g->lowest ? 0 : g->lowest, g->highest < g->lowest ? 0 : g->highest + 1u);
    }
    fprintf(out, "inferences %" PRIu64 "\nmeasured %" PRIu64 "\nmetering %" PRIu64 "\n", all->inferences,
        all->measured, all->metering);
    for (uint32_t op = 0; op <= all->op_count; op++) {
        fprintf(out, op < all->op_count ? "op" : "between");
        write_counts(s, &all->by_op[op]);
    }
    fputs("end\n", out);
    fclose(out);
}
