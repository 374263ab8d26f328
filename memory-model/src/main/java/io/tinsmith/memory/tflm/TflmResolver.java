package io.tinsmith.memory.tflm;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The ops that a model has TFLM register: each once, with the highest version that the file asks for. */
public final class TflmResolver {
    /** Methods that are not named as their op is. */
    private static final Map<String, String> METHODS = Map.of(
            "PADV2", "AddPadV2",
            "CUMSUM", "AddCumSum",
            "BATCH_MATMUL", "AddBatchMatMul",
            "UNIDIRECTIONAL_SEQUENCE_LSTM", "AddUnidirectionalSequenceLSTM");

    private TflmResolver() {}

    /**
     * An op to register.
     *
     * @param uses how many ops of the model are of it
     */
    public record Entry(String op, boolean custom, int version, int uses) {
        /** The call of {@code MicroMutableOpResolver}, such as {@code AddConv2D()}. */
        public String call() {
            if (custom) {
                return "AddCustom(" + literal(op) + ", /* its TFLMRegistration* */)";
            }
            return METHODS.getOrDefault(op, "Add" + camelCase(op)) + "()";
        }
    }

    /** The ops in the order of their first use. */
    public static List<Entry> entries(TflmModel model) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (TflmSubgraph graph : model.subgraphs()) {
            for (TflmOp op : graph.ops()) {
                entries.merge(
                        op.custom() + op.name(),
                        new Entry(op.name(), op.custom(), op.version(), 1),
                        (a, b) ->
                                new Entry(a.op(), a.custom(), Math.max(a.version(), b.version()), a.uses() + b.uses()));
            }
        }
        return List.copyOf(entries.values());
    }

    /**
     * C++ that registers the ops and declares the arena.
     *
     * @param arenaBytes of the arena
     */
    public static String code(TflmModel model, long arenaBytes) {
        return "#include \"tensorflow/lite/micro/micro_mutable_op_resolver.h\"\n\n"
                + "alignas(16) static uint8_t tensor_arena[" + arenaBytes + "];\n\n" + registration(model);
    }

    /** C++ that registers the ops: the type {@code OpResolver} and the function {@code RegisterOps}. */
    public static String registration(TflmModel model) {
        List<Entry> entries = entries(model);
        String calls = entries.stream()
                .map(entry -> "    TF_LITE_ENSURE_STATUS(resolver." + entry.call() + ");\n")
                .collect(Collectors.joining());
        // Without an op the size would be 0, of which C++ has no array, and the argument unused.
        return "using OpResolver = tflite::MicroMutableOpResolver<" + Math.max(1, entries.size()) + ">;\n\n"
                + "inline TfLiteStatus RegisterOps(OpResolver& resolver) {\n"
                + (entries.isEmpty() ? "    (void)resolver;\n" : calls) + "    return kTfLiteOk;\n}\n";
    }

    /** A string of C++, whatever the file has the op's name be. */
    private static String literal(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= ' ' && b < 0x7F && b != '"' && b != '\\' && b != '?';
            // Octal, since hexadecimal escapes have no end.
            out.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "\\%03o", b & 0xFF));
        }
        return out.append('"').toString();
    }

    private static String camelCase(String op) {
        StringBuilder out = new StringBuilder();
        for (String word : op.split("_", -1)) {
            if (!word.isEmpty()) {
                out.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
            }
        }
        // 2d in the middle of a name is written large.
        return out.toString().replace("2d", "2D").replace("3d", "3D");
    }
}
