/*
 * MPU set-up: Armv7-M Architecture Reference Manual, B3.5 (PMSAv7). Armv6-M's optional one (Armv6-M ARM, B3.5) has the
 * same registers, and regions of 256 bytes at least.
 */
#include "tns_cortexm.h"

#if !TNS_ARMV8M

#define MPU_TYPE TNS_REGISTER(0xE000ED90u)
#define MPU_CTRL TNS_REGISTER(0xE000ED94u)
#define MPU_RNR TNS_REGISTER(0xE000ED98u)
#define MPU_RBAR TNS_REGISTER(0xE000ED9Cu)
#define MPU_RASR TNS_REGISTER(0xE000EDA0u)

#define MPU_CTRL_ENABLE 1u
#define MPU_CTRL_PRIVDEFENA 4u
#define MPU_RASR_XN (1u << 28)

/* No access to the sub-regions (eighths of a region of size bytes, a power of two >= 256) whose bit in off is 0. */
static void forbid(uint32_t region, uint32_t base, uint32_t size, uint32_t off) {
    uint32_t log2 = 31u - (uint32_t)__builtin_clz(size);
    MPU_RNR = region;
    MPU_RBAR = base;
    MPU_RASR = MPU_RASR_XN | (off << 8) | ((log2 - 1u) << 1) | 1u;
}

void tns_guard_enable(void) {
    uint32_t regions = (MPU_TYPE >> 8) & 0xFFu;
    if (regions == 0) {
        return;
    }
    uint32_t next = 0;
    uint32_t start = (uint32_t)(uintptr_t)__ram_start;
    if ((start & 0xFFFu) == 0 && start != 0) {
        forbid(next++, start - 0x1000u, 0x1000u, 0);
    }
    /*
     * A region of eight times the alignment of address, with the sub-regions before address switched off, ends at an
     * address with at least eight times the alignment: from 256 bytes to megabytes in seven regions. Below 1 KiB the
     * regions are whole ones: QEMU 7.2 misses sub-regions that begin inside one of its pages of 1 KiB. The same way
     * back down where the end, a multiple of 1 KiB, is aligned less.
     */
    uint32_t address = (uint32_t)(uintptr_t)__ram_budget_end;
    uint32_t end = (uint32_t)(uintptr_t)__ram_guard_end;
    while (address < end && next < regions) {
        uint32_t part = address & (0u - address);
        if (part > 0x100000u) {
            part = 0x100000u;
        }
        if (part > end - address) {
            for (part = 0x400u; part * 8u <= end - address; part *= 2u) {
            }
        }
        if (part < 0x400u) {
            forbid(next++, address, part, 0);
            address += part;
            continue;
        }
        uint32_t base = address & ~(part * 8u - 1u);
        uint32_t first = (address - base) / part;
        uint32_t last = (end - base) / part;
        if (last > 8u) {
            last = 8u;
        }
        forbid(next++, base, part * 8u, ((1u << first) - 1u) | (0xFFu & ~((1u << last) - 1u)));
        address = base + last * part;
    }
    MPU_CTRL = MPU_CTRL_ENABLE | MPU_CTRL_PRIVDEFENA;
    __asm__ volatile("dsb\n\tisb" ::: "memory");
}

#endif
