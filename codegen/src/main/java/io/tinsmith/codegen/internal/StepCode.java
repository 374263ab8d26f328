package io.tinsmith.codegen.internal;

import java.util.List;

/**
 * The C of one step.
 *
 * @param constants tables and parameters, at file scope
 * @param call the statement, empty if nothing is to be done at run time
 * @param kernels names of the runtime's functions that it calls
 * @param assertions conditions that the compiler must find true
 */
record StepCode(String constants, String call, List<String> kernels, List<String> assertions) {
    static StepCode of(String constants, String kernel, String call) {
        return new StepCode(constants, call, List.of(kernel), List.of());
    }

    /** A statement between the hooks that count the ticks of an op; empty if there is none. */
    static String metered(int op, String statement) {
        return "    TNS_OP_BEGIN(" + op + "u);\n" + (statement.isEmpty() ? "" : "    " + statement + "\n")
                + "    TNS_OP_END(" + op + "u);\n";
    }

    static StepCode none() {
        return new StepCode("", "", List.of(), List.of());
    }
}
