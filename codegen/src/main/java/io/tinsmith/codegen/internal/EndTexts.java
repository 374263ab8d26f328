package io.tinsmith.codegen.internal;

import io.tinsmith.graph.EdgeType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Tensor;
import io.tinsmith.memory.Placement;
import io.tinsmith.memory.Schedule;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What generated files say of the model's inputs or of its outputs. The names of a single one are {@code TNS_INPUT...};
 * several have their number in them, {@code TNS_INPUT_0...}, and {@code TNS_INPUT_BYTES} is that of all together.
 */
final class EndTexts {
    private static final String TO_INT8 = """

            /* The model's file takes float32. The input's byte for a real value, rounded as TFLite Micro rounds. */
            static inline int8_t tns_input@N@_of(float real)
            {
                float steps = real / TNS_INPUT@N@_SCALE;
                if (!(steps > -256.0f)) {
                    return -128;
                }
                if (steps > 255.0f) {
                    return 127;
                }
                int32_t q = (int32_t)steps;
                float rest = steps - (float)q;
                q += (rest >= 0.5f) - (rest <= -0.5f) + TNS_INPUT@N@_ZERO_POINT;
                return (int8_t)(q < -128 ? -128 : q > 127 ? 127 : q);
            }
            """;

    private static final String TO_FLOAT = """

            /* The model's file gives float32. The real value of a byte of the output. */
            static inline float tns_output@N@_real(int8_t q)
            {
                return TNS_OUTPUT@N@_SCALE * (float)(q - TNS_OUTPUT@N@_ZERO_POINT);
            }
            """;

    private final Schedule schedule;
    private final Graph graph;
    private final boolean in;
    private final List<Integer> tensors;

    private EndTexts(Schedule schedule, boolean in) {
        this.schedule = schedule;
        this.graph = schedule.graph();
        this.in = in;
        this.tensors = in ? graph.inputs() : graph.outputs();
    }

    static EndTexts inputs(Schedule schedule) {
        return new EndTexts(schedule, true);
    }

    static EndTexts outputs(Schedule schedule) {
        return new EndTexts(schedule, false);
    }

    private boolean several() {
        return tensors.size() > 1;
    }

    private String name() {
        return in ? "TNS_INPUT" : "TNS_OUTPUT";
    }

    private String number(int index) {
        return several() ? "_" + index : "";
    }

    private Tensor tensor(int index) {
        return graph.tensor(tensors.get(index));
    }

    private String each(IntFunction<String> text) {
        return IntStream.range(0, tensors.size()).mapToObj(text).collect(Collectors.joining());
    }

    /** For the model's header: places, sizes, scales and zero points. */
    String defines() {
        return each(this::define) + together();
    }

    private String define(int index) {
        String name = "#define " + name() + number(index);
        Tensor tensor = tensor(index);
        Quantization quantization = tensor.requireQuantization();
        return "/* " + title(index) + ": " + tensor.shape() + ", real = scale * (q - zero point). */\n"
                + (byRows() ? InputTexts.rows(tensor.shape()) : place(index, name))
                + name + "_BYTES " + tensor.bytes() + "\n"
                + name + "_SCALE " + quantization.scale() + "f\n"
                + name + "_ZERO_POINT " + quantization.zeroPoint() + "\n"
                + (in ? "" : milli(name, quantization))
                + (several() ? "\n" : "");
    }

    private String title(int index) {
        String title = in ? "Input" : "Output";
        return several()
                ? title + " " + index + ", " + Identifiers.plain(tensor(index).name())
                : title;
    }

    private String place(int index, String name) {
        Placement placement = schedule.placement(tensors.get(index));
        String address = new ArenaArrays(schedule).address(placement.arenaOffsetBytes());
        return name + "_OFFSET " + placement.arenaOffsetBytes() + "\n" + name + " (" + address + ")\n";
    }

    private static String milli(String name, Quantization quantization) {
        return "/* Scale in thousandths, times 2^20. */\n" + name + "_MILLI_Q20 INT64_C("
                + Math.round((double) quantization.scale() * 1000 * (1 << 20)) + ")\n";
    }

    /** All of them, and a macro's call for each. */
    private String together() {
        if (byRows()) {
            return "";
        }
        String bytes = "#define " + name() + "_BYTES " + bytes() + "\n";
        return (several() ? "/* All of them, one after the other. */\n" + bytes : "")
                + "#define " + name() + "_AT(i) (*(" + at() + "))\n"
                + "#define TNS_EACH_" + (in ? "INPUT" : "OUTPUT") + "(call)"
                + each(index -> " \\\n    " + call(name() + number(index))) + "\n";
    }

    private String at() {
        StringBuilder address = new StringBuilder();
        long start = 0;
        for (int i = 0; i < tensors.size(); i++) {
            long end = start + tensor(i).bytes();
            address.append(i < tensors.size() - 1 ? "(i) < " + end + "u ? " : "")
                    .append(name() + number(i) + " + ((i) - " + start + "u)")
                    .append(i < tensors.size() - 1 ? " : " : "");
            start = end;
        }
        return address.toString();
    }

    private boolean byRows() {
        return in && schedule.inputByRows();
    }

    private long bytes() {
        return in ? graph.inputElements() : graph.outputElements();
    }

    private String call(String name) {
        String values = in ? "" : ", " + name + "_ZERO_POINT, " + name + "_MILLI_Q20";
        return "call(" + name + ", " + name + "_OFFSET, " + name + "_BYTES" + values + ")";
    }

    /** For the model's header: what the model's file takes or gives where that is not int8, as the code is all through. */
    String conversions() {
        List<EdgeType> edges = in ? graph.edges().inputs() : graph.edges().outputs();
        return each(index -> conversion(edges.get(index), index));
    }

    private String conversion(EdgeType edge, int index) {
        return switch (edge) {
            case INSIDE -> "";
            case FLOAT32 -> (in ? TO_INT8 : TO_FLOAT).replace("@N@", number(index));
            case UINT8 ->
                "\n/* The model's file " + (in ? "takes" : "gives") + " uint8"
                        + (several() ? " as " + title(index) : "")
                        + ": bytes that are 128 higher than those here. */\n";
        };
    }

    /** Rows of the read-me's table. */
    String table() {
        return each(index -> {
            Quantization quantization = tensor(index).requireQuantization();
            return "| " + (in ? "input" : "output") + (several() ? " " + index : "") + " | "
                    + tensor(index).shape() + " int8, scale " + quantization.scale() + ", zero point "
                    + quantization.zeroPoint() + " |\n";
        });
    }

    /** The names of all places, as a read-me lists them. */
    String places() {
        return IntStream.range(0, tensors.size())
                .mapToObj(index -> "`" + name() + number(index) + "`")
                .collect(Collectors.joining(", "));
    }
}
