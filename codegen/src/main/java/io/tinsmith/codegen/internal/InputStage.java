package io.tinsmith.codegen.internal;

import io.tinsmith.memory.Step;
import io.tinsmith.memory.StripColumns;
import java.util.Locale;

/** The stage of a stream that asks the application for one row after the other of the graph's input. */
final class InputStage {
    private final StepContext context;
    private final int input;
    private final String name;
    private final int strips;
    private final StripColumns columns;

    InputStage(StepContext context, Step.Stream stream) {
        this.context = context;
        this.input = context.graph().inputs().get(0);
        this.name = context.name(input, "row");
        this.strips = stream.strips();
        this.columns = StripColumns.of(context.graph(), stream);
    }

    /** @param feed what is to be done with each row beside */
    String function(String feed) {
        return table() + "static void " + name
                + "(const int8_t *const *rows, int8_t *output, int32_t y, int32_t strip) {\n    (void)rows;\n"
                + (strips > 1 ? "" : "    (void)strip;\n")
                + StepCode.metered(context.inputOp(), "tns_model_read_input(y, " + columnsOfStrip() + ", output);")
                + feed + "}\n";
    }

    /** First column and number of columns of each strip. */
    private String table() {
        if (strips == 1) {
            return "";
        }
        StringBuilder text = new StringBuilder("static const int32_t " + name + "_columns[" + strips + "][2] = {\n");
        for (int strip = 0; strip < strips; strip++) {
            text.append("    {" + columns.from(strip, input) + ", " + columns.width(strip, input) + "},\n");
        }
        return text.append("};\n\n").toString();
    }

    private String columnsOfStrip() {
        return strips == 1
                ? columns.from(0, input) + ", " + columns.width(0, input)
                : name + "_columns[strip][0], " + name + "_columns[strip][1]";
    }

    /** Its entry in the table of stages. */
    String entry(int outputTensor) {
        return String.format(Locale.ROOT, """
                        {.run = %s, .inputs = {0}, .input_count = 0, .output = %d,
                         .reach = 1, .stride = 1, .taps = 0, .dilation = 1, .pad_top = 0,
                         .upsample = 1},
                """, name, outputTensor);
    }
}
