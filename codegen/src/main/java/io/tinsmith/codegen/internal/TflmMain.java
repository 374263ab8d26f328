package io.tinsmith.codegen.internal;

import io.tinsmith.memory.tflm.TflmSubgraph;
import io.tinsmith.memory.tflm.TflmTensor;
import io.tinsmith.memory.tflm.TflmType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The main program of a model in TFLM: it fills the inputs, runs, and prints the outputs. */
final class TflmMain {
    /**
     * How a type is named and kept.
     *
     * @param constant of TfLiteType
     * @param member of the union of a tensor's data
     */
    private record Access(String constant, String member, String type, String least, String most) {}

    private static final Map<TflmType, Access> ACCESS = new EnumMap<>(Map.of(
            TflmType.FLOAT32, new Access("kTfLiteFloat32", "f", "float", "", ""),
            TflmType.INT8, new Access("kTfLiteInt8", "int8", "int8_t", "-128", "127"),
            TflmType.UINT8, new Access("kTfLiteUInt8", "uint8", "uint8_t", "0", "255"),
            TflmType.INT16, new Access("kTfLiteInt16", "i16", "int16_t", "-32768", "32767"),
            // The largest int32 that a float has.
            TflmType.INT32, new Access("kTfLiteInt32", "i32", "int32_t", "-2147483520", "2147483520"),
            TflmType.BOOL, new Access("kTfLiteBool", "b", "bool", "0", "1")));

    private static final String CASE_INDENT = "        ";

    private final String name;
    private final List<TflmTensor> inputs;
    private final List<TflmTensor> outputs;

    TflmMain(String name, TflmSubgraph graph) {
        this.name = name;
        this.inputs = tensors("input", graph, graph.inputs());
        this.outputs = tensors("output", graph, graph.outputs());
    }

    private static List<TflmTensor> tensors(String what, TflmSubgraph graph, List<Integer> indices) {
        if (indices.isEmpty()) {
            throw new IllegalArgumentException(
                    "The model has no " + what + " in subgraph 0.\nMaybe it was cut out of a larger one.");
        }
        List<TflmTensor> tensors = new ArrayList<>();
        for (int index : indices) {
            TflmTensor tensor = graph.tensors().get(index);
            if (!ACCESS.containsKey(tensor.type())) {
                throw new IllegalArgumentException("The " + what + " " + tensors.size() + " (tensor " + index + ", "
                        + tensor.name() + ") is of type " + tensor.type()
                        + ", which no main program is written for.\nMaybe convert the model with inputs and outputs of int8"
                        + " or float32.");
            }
            tensors.add(tensor);
        }
        return tensors;
    }

    String text() {
        return Template.of("tflm/main.cc")
                .put("MODEL", name)
                .put("SENSORS", each(inputs, TflmMain::sensor))
                .put("QUANTIZED", quantizes() ? Template.of("tflm/quantized.cc").text() : "")
                .put("WRITES", cases(inputs, TflmMain::write))
                .put("READS", cases(outputs, TflmMain::read))
                .put("FILLS", each(inputs, TflmMain::fill))
                .put("PRINTS", each(outputs, TflmMain::print))
                .text();
    }

    private boolean quantizes() {
        return inputs.stream().anyMatch(tensor -> tensor.type() != TflmType.FLOAT32);
    }

    /** The functions that the user fills. */
    String sensors() {
        return IntStream.range(0, inputs.size())
                .mapToObj(i -> "`Sensor" + i + "`")
                .collect(Collectors.joining(", "));
    }

    private interface Line {
        String of(int index, TflmTensor tensor);
    }

    private static String each(List<TflmTensor> tensors, Line line) {
        return IntStream.range(0, tensors.size())
                .mapToObj(i -> line.of(i, tensors.get(i)))
                .collect(Collectors.joining());
    }

    private static String cases(List<TflmTensor> tensors, Function<Access, String> line) {
        Set<TflmType> types = EnumSet.noneOf(TflmType.class);
        tensors.forEach(tensor -> types.add(tensor.type()));
        return types.stream()
                .map(ACCESS::get)
                .map(access -> CASE_INDENT + "case " + access.constant() + ":\n" + CASE_INDENT + "    "
                        + line.apply(access) + "\n" + CASE_INDENT + "    break;\n")
                .collect(Collectors.joining());
    }

    private static String sensor(int i, TflmTensor tensor) {
        return "// YOUR SENSOR: value i of input " + i + " (" + Identifiers.plain(tensor.name()) + ", "
                + tensor.shapeText() + " "
                + tensor.type().name().toLowerCase(Locale.ROOT) + ", row by row, channels last),\n"
                + "// as the network was trained on it, not yet quantized.\n"
                + "float Sensor" + i + "(size_t i) {\n    (void)i;\n    return 0.0f;\n}\n\n";
    }

    private static String write(Access access) {
        String target = "tensor->data." + access.member() + "[i] = ";
        if (access.least().isEmpty()) {
            return target + "value;";
        }
        return target + "static_cast<" + access.type() + ">(Quantized(value, *tensor, " + access.least() + ", "
                + access.most() + "));";
    }

    private static String read(Access access) {
        return "number = static_cast<float>(tensor->data." + access.member() + "[i]);";
    }

    private static String fill(int i, TflmTensor tensor) {
        return "    for (size_t i = 0; i < " + tensor.elements() + "; ++i) {\n        Write(interpreter.input(" + i
                + "), i, Sensor" + i + "(i));\n    }\n";
    }

    private static String print(int i, TflmTensor tensor) {
        return "    Print(\"output " + i + "\", interpreter.output(" + i + "), " + tensor.elements() + ");\n";
    }
}
