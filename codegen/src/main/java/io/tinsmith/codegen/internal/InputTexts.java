package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Shape;
import io.tinsmith.memory.Schedule;

/** What generated files say of the model's input: whole in the arena, or by rows from the application. */
final class InputTexts {
    private static final String READ_INPUT = """

            /*
             * Called in an inference for each row of the input, in order: writes columns * TNS_INPUT_CHANNELS values from
             * first_column on. The application must define it. Where a stream runs in strips, each strip asks for all rows
             * again, with its part of the columns.
             */
            void tns_model_read_input(int32_t row, int32_t first_column, int32_t columns, int8_t *to);
            """;

    private final Schedule schedule;

    InputTexts(Schedule schedule) {
        this.schedule = schedule;
    }

    /** Of an input by rows. */
    static String rows(Shape shape) {
        return "#define TNS_INPUT_BY_ROWS 1\n"
                + "#define TNS_INPUT_HEIGHT " + shape.height() + "\n"
                + "#define TNS_INPUT_WIDTH " + shape.width() + "\n"
                + "#define TNS_INPUT_CHANNELS " + shape.channels() + "\n";
    }

    String arenaUse() {
        return schedule.inputByRows()
                ? "read the outputs from their offsets."
                : "write the inputs to and read the outputs from their offsets.";
    }

    String readInput() {
        return schedule.inputByRows() ? READ_INPUT : "";
    }

    /** The read-me's line on the arena. */
    String among() {
        return schedule.inputByRows() ? "a few rows of the input among them" : "inputs and outputs among them";
    }

    String howToUse() {
        String start = "Call `tns_model_init()` once; then ";
        String outputs = EndTexts.outputs(schedule).places();
        return schedule.inputByRows()
                ? start
                        + "call `tns_model_invoke()`, which\ncalls your `tns_model_read_input()` for one row of the input"
                        + " after the other, and read the output at\n" + outputs + ". The input never"
                        + " stands in RAM whole: rows can come from a camera. This benchmark keeps\n"
                        + schedule.graph().input().bytes() + " bytes for a whole input outside the program's RAM"
                        + " (`app/tns_input.c`)."
                : start + "write to " + EndTexts.inputs(schedule).places() + ", call\n`tns_model_invoke()`, and read "
                        + outputs + ".";
    }
}
