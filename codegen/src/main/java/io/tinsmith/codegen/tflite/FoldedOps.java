package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.EdgeType;
import io.tinsmith.graph.Edges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.QuantizationParameters;
import org.tensorflow.lite.schema.SubGraph;
import org.tensorflow.lite.schema.Tensor;
import org.tensorflow.lite.schema.TensorType;

/**
 * Ops of a file that its graph does without: those that make int8 of float32 or uint8 inputs, and these of int8 outputs, as
 * converters write them unless told otherwise; and those that make float32 of constants kept in float16.
 *
 * <p>An edge is folded only as a whole: where something else reads the input as well, or the output, the ops stay.
 */
final class FoldedOps {
    private static final int TO_UNSIGNED = 128;

    private final SubGraph subgraph;
    private final List<Operator> ops;
    private final IntUnaryOperator builtin;
    private final BitSet folded = new BitSet();
    private final Map<Integer, List<Integer>> readers = new HashMap<>();
    private final Map<Integer, Integer> writer = new HashMap<>();
    private final Map<Integer, Integer> standIns = new HashMap<>();
    private final Map<Integer, Integer> halfConstants = new HashMap<>();
    private final Map<Integer, Integer> nameFrom = new HashMap<>();
    private final Set<Integer> twice = new HashSet<>();
    /** Inputs, those of the file and those of the graph within. */
    private final Set<Integer> taken = new HashSet<>();
    /** Outputs of the file. */
    private final Set<Integer> given = new HashSet<>();

    private final int[] inputs;
    private final int[] outputs;
    private final Edges edges;

    /**
     * Finds them.
     *
     * @param builtin code of the op at a position
     * @param inputs of the file, as its outputs and all operands within range or -1
     */
    FoldedOps(SubGraph subgraph, List<Operator> ops, IntUnaryOperator builtin, int[] inputs, int[] outputs) {
        this.subgraph = subgraph;
        this.ops = ops;
        this.builtin = builtin;
        this.inputs = inputs.clone();
        this.outputs = outputs.clone();
        for (int i = 0; i < ops.size(); i++) {
            Operator op = ops.get(i);
            for (int k = 0; k < op.inputsLength(); k++) {
                readers.computeIfAbsent(op.inputs(k), t -> new ArrayList<>()).add(i);
            }
            for (int k = 0; k < op.outputsLength(); k++) {
                writer.put(op.outputs(k), i);
            }
        }
        Arrays.stream(inputs).filter(t -> !taken.add(t)).forEach(twice::add);
        Arrays.stream(outputs).forEach(given::add);
        foldConstants();
        List<EdgeType> in =
                IntStream.range(0, inputs.length).mapToObj(this::foldInput).toList();
        List<EdgeType> out =
                IntStream.range(0, outputs.length).mapToObj(this::foldOutput).toList();
        edges = new Edges(in, out);
    }

    int count() {
        return folded.cardinality();
    }

    boolean contains(int op) {
        return folded.get(op);
    }

    /** The file's inputs, those of the graph within. */
    int[] inputs() {
        return inputs.clone();
    }

    int[] outputs() {
        return outputs.clone();
    }

    Edges edges() {
        return edges;
    }

    /** The tensor that the graph has in place of one of the file. */
    int standIn(int tensor) {
        return standIns.getOrDefault(tensor, tensor);
    }

    /** The tensor whose name one bears: that at the edge, which is what the model's user knows. */
    int nameFrom(int tensor) {
        return nameFrom.getOrDefault(tensor, tensor);
    }

    /** The float16 constant that a float32 tensor is made of; -1 for others. */
    int halfConstant(int tensor) {
        return halfConstants.getOrDefault(tensor, -1);
    }

    private void foldConstants() {
        for (int i = 0; i < ops.size(); i++) {
            if (isConversion(i, BuiltinOperator.DEQUANTIZE, TensorType.FLOAT16, TensorType.FLOAT32)
                    && subgraph.tensors(operand(i)).buffer() != 0
                    && !isEnd(operand(i))
                    && !isEnd(result(i))) {
                folded.set(i);
                halfConstants.put(result(i), operand(i));
            }
        }
    }

    private EdgeType foldInput(int at) {
        int outer = inputs[at];
        EdgeType edge = edge(outer);
        List<Integer> by = readers.getOrDefault(outer, List.of());
        if (edge == EdgeType.INSIDE
                || by.isEmpty()
                || twice.contains(outer)
                || given.contains(outer)
                || !by.stream().allMatch(op -> quantizes(op, edge))) {
            return EdgeType.INSIDE;
        }
        int inner = result(by.get(0));
        // Several ops may make the same bytes: one tensor holds them.
        if (!by.stream().allMatch(op -> !isEnd(result(op)) && sameScale(result(op), inner, 0))) {
            return EdgeType.INSIDE;
        }
        by.forEach(op -> {
            folded.set(op);
            standIns.put(result(op), inner);
        });
        inputs[at] = inner;
        taken.add(inner);
        nameFrom.put(inner, outer);
        return edge;
    }

    private EdgeType foldOutput(int at) {
        int outer = outputs[at];
        EdgeType edge = edge(outer);
        int by = writer.getOrDefault(outer, -1);
        int code = edge == EdgeType.FLOAT32 ? BuiltinOperator.DEQUANTIZE : BuiltinOperator.QUANTIZE;
        if (edge == EdgeType.INSIDE
                || by < 0
                || readers.containsKey(outer)
                || !isConversion(by, code, TensorType.INT8, type(outer))
                || (edge == EdgeType.UINT8 && !sameScale(outer, operand(by), TO_UNSIGNED))) {
            return EdgeType.INSIDE;
        }
        int inner = standIn(operand(by));
        if (taken.contains(inner)) {
            return EdgeType.INSIDE;
        }
        folded.set(by);
        outputs[at] = inner;
        if (!given.contains(inner)) {
            nameFrom.putIfAbsent(inner, outer);
        }
        return edge;
    }

    private boolean isEnd(int tensor) {
        return taken.contains(tensor) || given.contains(tensor);
    }

    private boolean quantizes(int op, EdgeType edge) {
        return isConversion(op, BuiltinOperator.QUANTIZE, type(operand(op)), TensorType.INT8)
                && (edge == EdgeType.FLOAT32 || sameScale(operand(op), result(op), TO_UNSIGNED));
    }

    private EdgeType edge(int tensor) {
        return switch (type(tensor)) {
            case TensorType.FLOAT32 -> EdgeType.FLOAT32;
            case TensorType.UINT8 -> EdgeType.UINT8;
            default -> EdgeType.INSIDE;
        };
    }

    /** An op of one operand and one result of these types and of equal shape. */
    private boolean isConversion(int op, int code, byte from, byte to) {
        return builtin.applyAsInt(op) == code
                && ops.get(op).inputsLength() == 1
                && ops.get(op).outputsLength() == 1
                && operand(op) >= 0
                && result(op) >= 0
                && type(operand(op)) == from
                && type(result(op)) == to
                && sameShape(subgraph.tensors(operand(op)), subgraph.tensors(result(op)));
    }

    private int operand(int op) {
        return ops.get(op).inputs(0);
    }

    private int result(int op) {
        return ops.get(op).outputs(0);
    }

    /** Of an operand that is not given a type that none of these ops has. */
    private byte type(int tensor) {
        return tensor < 0 ? TensorType.INT32 : subgraph.tensors(tensor).type();
    }

    private static boolean sameShape(Tensor a, Tensor b) {
        return a.shapeLength() == b.shapeLength()
                && IntStream.range(0, a.shapeLength()).allMatch(i -> a.shape(i) == b.shape(i));
    }

    /** Whether both have one and the same scale, and the zero point of the first is so much above that of the second. */
    private boolean sameScale(int first, int second, int above) {
        QuantizationParameters a = subgraph.tensors(first).quantization();
        QuantizationParameters b = subgraph.tensors(second).quantization();
        return a != null
                && b != null
                && a.scaleLength() == 1
                && b.scaleLength() == 1
                && a.scale(0) == b.scale(0)
                && zeroPoint(a) == zeroPoint(b) + above;
    }

    private static long zeroPoint(QuantizationParameters q) {
        return q.zeroPointLength() == 0 ? 0 : q.zeroPoint(0);
    }
}
