/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Counts what one inference of Tinsmith's firmware executes, op by op: instructions by class, loads and stores by
 * region of memory.
 *
 * The firmware runs as it is. tns_op_begin and tns_op_end store to the op's word of op_ticks: that store tells which op
 * begins or ends. Instructions of the metering are not counted to any op.
 */
#include <stdlib.h>
#include <string.h>

#include "tns_profile.h"
#include "tns_qemu_plugin.h"

/* Flash as a small cache in front of it sees it: the last lines read. ST's accelerator keeps 8 lines of 16 bytes of data. */
enum { LINES = 8, LINE_SHIFT = 4 };

enum { IN_OP, IN_METER, IN_BEGIN, IN_END, IN_TICKS, IN_CALLER };

typedef struct {
    uint32_t address;
    uint8_t bytes;
    uint8_t where;
    uint8_t is_invoke;
    tns_thumb thumb;
} instruction;

static setup with;
static result all;
static uint32_t current;
static int running, ended;
static const instruction *previous;
static uint64_t executed, last_tick, start_tick;
static uint64_t lines[LINES];

static int inside(const range *r, uint64_t address)
{
    return address >= r->start && address < r->end;
}

static void start_inference(void)
{
    memset(all.by_op, 0, (all.op_count + 1u) * sizeof *all.by_op);
    memset(lines, 0xFF, sizeof lines);
    for (uint32_t i = 0; i < with.region_count; i++) {
        with.regions[i].lowest = UINT64_MAX;
        with.regions[i].highest = 0;
    }
    current = all.op_count;
    previous = NULL;
    all.metering = 0;
    start_tick = last_tick;
    running = 1;
    ended = 0;
}

/* A conditional branch is known when the next instruction comes. */
static void finish_branch(counts *c, uint32_t next)
{
    if (previous != NULL && previous->thumb.class_index == TNS_CLASS_BRANCH
        && next != previous->address + previous->bytes) {
        c->classes[TNS_CLASS_BRANCH]--;
        c->classes[TNS_CLASS_BRANCH_TAKEN]++;
    }
}

static int is_single(const instruction *i)
{
    return i != NULL && (i->thumb.class_index == TNS_CLASS_LOAD || i->thumb.class_index == TNS_CLASS_STORE);
}

static void on_instruction(unsigned int cpu, void *data)
{
    const instruction *i = data;
    (void)cpu;
    executed++;
    if (!running) {
        if (!i->is_invoke) {
            return;
        }
        start_inference();
    }
    if (i->where != IN_OP) {
        if (i->where == IN_CALLER) {
            running = 0;
            ended = 1;
            all.inferences++;
        }
        all.metering++;
        previous = NULL;
        return;
    }
    counts *c = &all.by_op[current];
    finish_branch(c, i->address);
    int class_index = i->thumb.class_index;
    if (class_index == TNS_CLASS_LOAD && is_single(previous)) {
        class_index = TNS_CLASS_LOAD_NEXT;
    }
    c->classes[class_index]++;
    if (class_index == TNS_CLASS_STORE_MANY) {
        c->stored_words += i->thumb.words;
    } else {
        c->loaded_words += i->thumb.words;
    }
    previous = i;
}

/* Whether a line of flash is not among the last ones read: then it takes wait states. */
static int is_new_line(uint64_t address)
{
    const uint64_t line = address >> LINE_SHIFT;
    uint32_t at = 0;
    while (at < LINES - 1 && lines[at] != line) {
        at++;
    }
    const int is_new = lines[at] != line;
    memmove(lines + 1, lines, at * sizeof *lines);
    lines[0] = line;
    return is_new;
}

static void on_access(unsigned int cpu, uint32_t info, uint64_t address, void *data)
{
    (void)cpu;
    (void)data;
    if (!running) {
        return;
    }
    counts *c = &all.by_op[current];
    uint32_t r = 0;
    while (r < with.region_count && !inside(&with.regions[r].place, address)) {
        r++;
    }
    const uint64_t bytes = UINT64_C(1) << qemu_plugin_mem_size_shift(info);
    traffic *t = &c->regions[r];
    if (qemu_plugin_mem_is_store(info)) {
        t->stores++;
        t->store_bytes += bytes;
        if (r < with.region_count) {
            region *to = &with.regions[r];
            to->lowest = address < to->lowest ? address : to->lowest;
            to->highest = address + bytes - 1u > to->highest ? address + bytes - 1u : to->highest;
        }
        return;
    }
    t->loads++;
    t->load_bytes += bytes;
    if (r < with.region_count && with.regions[r].is_flash) {
        c->flash_lines += (uint64_t)is_new_line(address);
    }
}

/* Accesses of the metering itself. */
static void on_metering(unsigned int cpu, uint32_t info, uint64_t address, void *data)
{
    const instruction *i = data;
    (void)cpu;
    if (i->where == IN_TICKS) {
        for (uint32_t r = 0; r < with.region_count; r++) {
            if (inside(&with.regions[r].place, address)) {
                return;
            }
        }
        last_tick = executed;
        if (ended) {
            all.measured = last_tick - start_tick;
            ended = 0;
        }
    } else if (running && qemu_plugin_mem_is_store(info) && inside(&with.ops, address)) {
        current = i->where == IN_BEGIN ? (uint32_t)(address - with.ops.start) / 4u : all.op_count;
    }
}

static uint8_t where(uint64_t address)
{
    if (inside(&with.begin, address)) {
        return IN_BEGIN;
    }
    if (inside(&with.end, address)) {
        return IN_END;
    }
    if (inside(&with.ticks, address)) {
        return IN_TICKS;
    }
    if (inside(&with.caller, address)) {
        return IN_CALLER;
    }
    for (uint32_t i = 0; i < with.skipped_count; i++) {
        if (inside(&with.skipped[i], address)) {
            return IN_METER;
        }
    }
    return IN_OP;
}

static void on_translation(qemu_plugin_id_t id, struct qemu_plugin_tb *tb)
{
    const size_t count = qemu_plugin_tb_n_insns(tb);
    /* Lives as long as the translation may run: to the end. */
    instruction *all = calloc(count, sizeof *all);
    (void)id;
    if (all == NULL) {
        fputs("tns_profile: no memory\n", stderr);
        exit(1);
    }
    for (size_t n = 0; n < count; n++) {
        struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, n);
        instruction *i = &all[n];
        const uint64_t address = qemu_plugin_insn_vaddr(insn);
        i->address = (uint32_t)address;
        i->bytes = (uint8_t)qemu_plugin_insn_size(insn);
        i->where = where(address);
        i->is_invoke = address == with.invoke.start;
        i->thumb = tns_thumb_decode(qemu_plugin_insn_data(insn), i->bytes);
        qemu_plugin_register_vcpu_insn_exec_cb(insn, on_instruction, TNS_PLUGIN_NO_REGISTERS, i);
        qemu_plugin_register_vcpu_mem_cb(
            insn, i->where == IN_OP ? on_access : on_metering, TNS_PLUGIN_NO_REGISTERS, TNS_PLUGIN_READ_WRITE, i);
    }
}

static void on_exit_of_qemu(qemu_plugin_id_t id, void *data)
{
    (void)id;
    (void)data;
    tns_profile_write(&with, &all);
}

TNS_PLUGIN_EXPORT extern int qemu_plugin_version;
TNS_PLUGIN_EXPORT int qemu_plugin_version = TNS_PLUGIN_VERSION;

TNS_PLUGIN_EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const void *info, int argc, char **argv);
TNS_PLUGIN_EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const void *info, int argc, char **argv)
{
    (void)info;
    for (int i = 0; i < argc; i++) {
        if (!tns_profile_argument(&with, argv[i])) {
            fprintf(stderr, "tns_profile: cannot take (%s)\n", argv[i]);
            return -1;
        }
    }
    all.op_count = (uint32_t)(with.ops.end - with.ops.start) / 4u;
    all.by_op = calloc(all.op_count + 1u, sizeof *all.by_op);
    if (all.by_op == NULL || with.out == NULL) {
        fputs("tns_profile: no out=FILE, or no memory\n", stderr);
        return -1;
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, on_translation);
    qemu_plugin_register_atexit_cb(id, on_exit_of_qemu, NULL);
    return 0;
}
