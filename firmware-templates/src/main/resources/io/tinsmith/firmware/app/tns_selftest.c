#include "tns_selftest.h"

#include <stdint.h>

#include "tns_input.h"
#include "tns_meter.h"
#include "tns_model.h"
#include "tns_port.h"
#include "tns_print.h"

#ifdef TNS_GUARD_PROBE

#include "tns_cortexm.h"

#if TNS_GUARD_PROBE == 2
static uint32_t overflow(uint32_t depth) {
    volatile uint32_t frame[64];
    frame[depth % 64u] = depth;
    return depth == 0x7FFFFFFFu ? 0 : overflow(depth + 1u) + frame[depth % 64u];
}
#endif

int tns_selftest(void) {
    /* Volatile, so that the compiler does not know where it points. */
    volatile uintptr_t address = (uintptr_t)__ram_budget_end;
    volatile int8_t *end = (volatile int8_t *)address;
    end[-1] = 1;
    if (!tns_guard_is_on()) {
        tns_print_text("m-tns-guard-[none: the core has no memory protection unit, the linker alone keeps the budget]\r\n");
        return 0;
    }
    tns_print_text("m-tns-guard-[the last byte of the budget can be written]\r\n");
#if TNS_GUARD_PROBE == 1
    end[0] = 1;
#else
    (void)overflow(0);
#endif
    tns_print_text("e-[the guard let it pass]\r\n");
    return 1;
}

#else

#include "test_vectors.h"

static int gives(const int8_t *outputs) {
    for (uint32_t i = 0; i < TNS_OUTPUT_BYTES; i++) {
        if (TNS_OUTPUT_AT(i) != outputs[i]) {
            return 0;
        }
    }
    return 1;
}

static void set_input(const int8_t *values) {
#ifdef TNS_INPUT_BY_ROWS
    tns_selftest_input = values;
#else
    for (uint32_t i = 0; i < TNS_INPUT_BYTES; i++) {
        TNS_INPUT_AT(i) = values[i];
    }
#endif
}

int tns_selftest(void) {
    uint32_t passed = 0;
    for (uint32_t i = 0; i < TNS_TEST_VECTORS; i++) {
        set_input(tns_test_inputs[i]);
        tns_meter_invoke();
        passed += (uint32_t)gives(tns_test_outputs[i]);
    }
    tns_print_text(passed == TNS_TEST_VECTORS ? "m-tns-selftest-[pass," : "m-tns-selftest-[fail,");
    tns_print_decimal(passed);
    tns_print_text("/");
    tns_print_decimal(TNS_TEST_VECTORS);
    tns_print_text("]\r\n");
    return passed == TNS_TEST_VECTORS ? 0 : 1;
}

#endif
