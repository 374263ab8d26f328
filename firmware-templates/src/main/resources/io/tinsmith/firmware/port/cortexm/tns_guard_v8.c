/* MPU set-up: Armv8-M Architecture Reference Manual, B11 (PMSAv8). */
#include "tns_cortexm.h"

#if TNS_ARMV8M

#define MPU_TYPE TNS_REGISTER(0xE000ED90u)
#define MPU_CTRL TNS_REGISTER(0xE000ED94u)
#define MPU_RNR TNS_REGISTER(0xE000ED98u)
#define MPU_RBAR TNS_REGISTER(0xE000ED9Cu)
#define MPU_RLAR TNS_REGISTER(0xE000EDA0u)

#define MPU_CTRL_ENABLE 1u
#define MPU_CTRL_PRIVDEFENA 4u
#define MPU_RBAR_XN 1u
#define MPU_RLAR_ENABLE 1u

void tns_guard_enable(void) {
    uint32_t first = (uint32_t)(uintptr_t)__ram_budget_end;
    uint32_t last = (uint32_t)(uintptr_t)__ram_guard_end - 1u;
    if (((MPU_TYPE >> 8) & 0xFFu) < 2u || last < first) {
        return;
    }
    /* No region can forbid reading to privileged code. But an access that two regions match always faults. */
    for (uint32_t region = 0; region < 2u; region++) {
        MPU_RNR = region;
        MPU_RBAR = first | MPU_RBAR_XN;
        MPU_RLAR = (last & ~31u) | MPU_RLAR_ENABLE;
    }
    MPU_CTRL = MPU_CTRL_ENABLE | MPU_CTRL_PRIVDEFENA;
    __asm__ volatile("dsb\n\tisb" ::: "memory");
}

#endif
