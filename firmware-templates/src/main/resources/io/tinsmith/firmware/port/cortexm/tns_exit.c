/* Ends a run. Under an emulator with semihosting the exit status reaches the host. */
#include "tns_port.h"

#ifdef TNS_SEMIHOSTING
/* Arm semihosting specification, SYS_EXIT (0x18): 0x20026 is an ordinary end, 0x20023 a run-time error. */
static void semihosting_exit(int status) {
    register uint32_t operation __asm__("r0") = 0x18u;
    register uint32_t reason __asm__("r1") = status == 0 ? 0x20026u : 0x20023u;
    __asm__ volatile("bkpt 0xAB" : "+r"(operation) : "r"(reason) : "memory");
}
#endif

void tns_port_exit(int status) {
#ifdef TNS_SEMIHOSTING
    semihosting_exit(status);
#else
    (void)status;
#endif
    for (;;) {
    }
}
