/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Arguments, addresses in hexadecimal, ranges START:END with END outside:
 *
 *   out=FILE            where the counts of the last inference go when QEMU ends
 *   ops=START:END       op_ticks
 *   begin=, end=        tns_op_begin, tns_op_end
 *   invoke=             tns_model_invoke
 *   caller=             tns_meter_invoke: an inference ends when it goes on there
 *   ticks=              tns_port_ticks: its read of the timer is a moment that the firmware itself measures from and to
 *   skip=               more of the metering; may be repeated
 *   flash=NAME:START:END, ram=NAME:START:END   regions; may be repeated
 */
#include <stdlib.h>
#include <string.h>

#include "tns_profile.h"

static range range_of(const char *text)
{
    range r = {0, 0};
    char *rest = NULL;
    r.start = strtoull(text, &rest, 16);
    r.end = *rest == ':' ? strtoull(rest + 1, NULL, 16) : r.start + 1u;
    return r;
}

static int add_region(setup *to, const char *text, int is_flash)
{
    const char *colon = strchr(text, ':');
    if (colon == NULL || colon - text >= NAME_BYTES || to->region_count == MOST_REGIONS) {
        return 0;
    }
    region *r = &to->regions[to->region_count++];
    memcpy(r->name, text, (size_t)(colon - text));
    r->place = range_of(colon + 1);
    r->is_flash = is_flash;
    r->lowest = UINT64_MAX;
    return 1;
}

int tns_profile_argument(setup *to, const char *argument)
{
    const struct {
        const char *key;
        range *to;
    } single[] = {{"ops=", &to->ops}, {"begin=", &to->begin}, {"end=", &to->end}, {"invoke=", &to->invoke},
        {"caller=", &to->caller}, {"ticks=", &to->ticks}};
    for (size_t i = 0; i < sizeof single / sizeof *single; i++) {
        if (strncmp(argument, single[i].key, strlen(single[i].key)) == 0) {
            *single[i].to = range_of(argument + strlen(single[i].key));
            return 1;
        }
    }
    if (strncmp(argument, "skip=", 5) == 0 && to->skipped_count < MOST_SKIPPED) {
        to->skipped[to->skipped_count++] = range_of(argument + 5);
        return 1;
    }
    if (strncmp(argument, "out=", 4) == 0) {
        to->out = fopen(argument + 4, "w");
        return to->out != NULL;
    }
    return (strncmp(argument, "flash=", 6) == 0 && add_region(to, argument + 6, 1))
        || (strncmp(argument, "ram=", 4) == 0 && add_region(to, argument + 4, 0));
}
