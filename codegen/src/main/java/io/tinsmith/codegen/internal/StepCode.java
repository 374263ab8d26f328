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

    static StepCode none() {
        return new StepCode("", "", List.of(), List.of());
    }
}
