#include "tns_model.h"
#include "tns_port.h"
#include "tns_print.h"
#include "tns_protocol.h"

#ifdef TNS_SELFTEST
#include "tns_selftest.h"
#endif

int main(void) {
    tns_port_init();
    tns_status status = tns_model_init();
    if (status != TNS_OK) {
        tns_print_text("e-[");
        tns_print_text(tns_status_text(status));
        tns_print_text("]\r\n");
        tns_port_exit(1);
    }
#ifdef TNS_SELFTEST
    tns_port_exit(tns_selftest());
    return 0;
#else
    tns_protocol_start();
    for (;;) {
        tns_protocol_poll();
    }
#endif
}
