package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Rounding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.OperatorCode;
import org.tensorflow.lite.schema.SubGraph;

/** The graph of a model file. */
final class ModelDecoder {
    private static final int SCHEMA_VERSION = 3;
    private static final int MOST_OPERANDS = 16;

    private final Model model;
    private final int fileBytes;
    private final Rounding rounding;
    private final boolean asFloat;

    ModelDecoder(Model model, int fileBytes, Rounding rounding, boolean asFloat) {
        this.model = model;
        this.fileBytes = fileBytes;
        this.rounding = rounding;
        this.asFloat = asFloat;
    }

    Graph decode() {
        if (model.version() != SCHEMA_VERSION) {
            throw new ModelFormatException("The model has schema version " + model.version() + ", not " + SCHEMA_VERSION
                    + ".\nMaybe convert it anew with a current converter.");
        }
        if (model.subgraphsLength() != 1) {
            throw new ModelFormatException("The model has " + model.subgraphsLength()
                    + " subgraphs, not 1.\nMaybe it has control flow: export it without.");
        }
        SubGraph subgraph = model.subgraphs(0);
        int operators = length("operators", subgraph.operatorsLength());
        int tensorCount = length("tensors", subgraph.tensorsLength());

        List<Operator> ops = new ArrayList<>(operators);
        BitSet used = new BitSet();
        for (int i = 0; i < operators; i++) {
            Operator op = subgraph.operators(i);
            ops.add(op);
            use(used, values(builtin(op), op), tensorCount);
            use(used, FlatVectors.ints("op outputs", op::outputs, op.outputsLength(), MOST_OPERANDS), tensorCount);
        }
        int[] inputs = FlatVectors.ints("graph inputs", subgraph::inputs, subgraph.inputsLength(), tensorCount);
        int[] outputs = FlatVectors.ints("graph outputs", subgraph::outputs, subgraph.outputsLength(), tensorCount);
        use(used, inputs, tensorCount);
        use(used, outputs, tensorCount);

        TensorTable tensors = new TensorTable(model, subgraph, fileBytes, used, asFloat);
        List<Op> decoded = new ArrayList<>();
        for (int i = 0; i < operators; i++) {
            int code = builtin(ops.get(i));
            OpDecoder decoder = new OpDecoder(ops.get(i), site(i, ops.get(i), code, tensors), tensors);
            decoded.addAll(decoder.decode(code));
        }
        String name = subgraph.name();
        return new Graph(
                name == null || name.isEmpty() ? "main" : name,
                tensors.all(),
                decoded,
                tensors.indices(inputs),
                tensors.indices(outputs),
                rounding);
    }

    /** The inputs of an op that are values of the graph, not constants that say what it does, such as shapes. */
    private static int[] values(int code, Operator op) {
        int[] all = FlatVectors.ints("op inputs", op::inputs, op.inputsLength(), MOST_OPERANDS);
        return switch (code) {
            case BuiltinOperator.RESHAPE,
                    BuiltinOperator.EXPAND_DIMS,
                    BuiltinOperator.RESIZE_NEAREST_NEIGHBOR,
                    BuiltinOperator.RESIZE_BILINEAR,
                    BuiltinOperator.PAD,
                    BuiltinOperator.PADV2,
                    BuiltinOperator.MEAN,
                    BuiltinOperator.SUM,
                    BuiltinOperator.REDUCE_MAX,
                    BuiltinOperator.TRANSPOSE,
                    BuiltinOperator.SLICE,
                    BuiltinOperator.STRIDED_SLICE -> Arrays.copyOf(all, Math.min(1, all.length));
            case BuiltinOperator.SPLIT, BuiltinOperator.TRANSPOSE_CONV ->
                Arrays.copyOfRange(all, Math.min(1, all.length), all.length);
            default -> all;
        };
    }

    private static OpSite site(int index, Operator op, int code, TensorTable tensors) {
        StringBuilder shapes = new StringBuilder();
        for (int i = 0; i < op.inputsLength(); i++) {
            shapes.append(i == 0 ? "" : ", ").append(tensors.describe(op.inputs(i)));
        }
        shapes.append(" -> ");
        for (int i = 0; i < op.outputsLength(); i++) {
            shapes.append(i == 0 ? "" : ", ").append(tensors.describe(op.outputs(i)));
        }
        return new OpSite(index, Codes.operatorName(code), shapes.toString());
    }

    private int builtin(Operator op) {
        long index = op.opcodeIndex();
        if (index >= model.operatorCodesLength()) {
            throw new ModelFormatException("An op names operator code " + index + " of " + model.operatorCodesLength()
                    + ".\nMaybe the file was altered.");
        }
        OperatorCode code = model.operatorCodes((int) index);
        // Old files only have the byte, new ones have both.
        return Math.max(code.deprecatedBuiltinCode(), code.builtinCode());
    }

    private int length(String what, int length) {
        // Each element takes an offset of four bytes.
        if (length < 0 || length > fileBytes / Integer.BYTES) {
            throw new ModelFormatException("The model (" + fileBytes + " bytes) claims " + length + " " + what
                    + ".\nMaybe the file was truncated or altered.");
        }
        return length;
    }

    private static void use(BitSet used, int[] indices, int tensorCount) {
        for (int i = 0; i < indices.length; i++) {
            // -1 stands for an optional input that is not given.
            if (indices[i] < -1 || indices[i] >= tensorCount) {
                throw new ModelFormatException("The model names tensor " + indices[i] + " of " + tensorCount
                        + ".\nMaybe the file was altered.");
            }
            if (indices[i] >= 0) {
                used.set(indices[i]);
            }
        }
    }
}
