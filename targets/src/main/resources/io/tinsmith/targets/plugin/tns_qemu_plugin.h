/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What we use of QEMU's TCG plugin interface, version 1 (QEMU 6.0 to 8.2), declared here as distributions ship no
 * header for it. Documented in QEMU's docs/devel/tcg-plugins.rst.
 */
#ifndef TNS_QEMU_PLUGIN_H
#define TNS_QEMU_PLUGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TNS_PLUGIN_EXPORT __attribute__((visibility("default")))
#define TNS_PLUGIN_VERSION 1

/* enum qemu_plugin_cb_flags: the callback reads no registers. enum qemu_plugin_mem_rw: both. */
enum { TNS_PLUGIN_NO_REGISTERS = 0, TNS_PLUGIN_READ_WRITE = 3 };

typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb;
struct qemu_plugin_insn;

void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t id, void (*cb)(qemu_plugin_id_t, struct qemu_plugin_tb *));
void qemu_plugin_register_atexit_cb(qemu_plugin_id_t id, void (*cb)(qemu_plugin_id_t, void *), void *data);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *tb);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *tb, size_t index);
const void *qemu_plugin_insn_data(const struct qemu_plugin_insn *insn);
size_t qemu_plugin_insn_size(const struct qemu_plugin_insn *insn);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *insn);
void qemu_plugin_register_vcpu_insn_exec_cb(
    struct qemu_plugin_insn *insn, void (*cb)(unsigned int, void *), int flags, void *data);
void qemu_plugin_register_vcpu_mem_cb(struct qemu_plugin_insn *insn,
    void (*cb)(unsigned int, uint32_t, uint64_t, void *), int flags, int rw, void *data);
unsigned int qemu_plugin_mem_size_shift(uint32_t info);
bool qemu_plugin_mem_is_store(uint32_t info);

#endif
