package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Rounding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.OperatorCode;
import org.tensorflow.lite.schema.SubGraph;

/** The graph of a model file. */
final class ModelDecoder {
    private static final int SCHEMA_VERSION = 3;
    private static final int MOST_OPERANDS = 16;
    /** Beyond what any network for a microcontroller has; planning takes the longer, the more there are. */
    private static final int MOST_OPS = 4096;

    private static final int MOST_TENSORS = 65_536;

    private final Model model;
    private final Rounding rounding;
    private final boolean asFloat;

    ModelDecoder(Model model, Rounding rounding, boolean asFloat) {
        this.model = model;
        this.rounding = rounding;
        this.asFloat = asFloat;
    }

    /** With what the file says beside its graph. */
    TfliteModel decodeAll() {
        Decoded decoded = decodeGraph();
        NotesDecoder notes = new NotesDecoder(
                model, decoded.graph(), decoded.inputs(), decoded.outputs(), decoded.fileTensors(), decoded.sameOps());
        return new TfliteModel(decoded.graph(), notes.decode());
    }

    Graph decode() {
        return decodeGraph().graph();
    }

    /** A graph with its inputs, outputs and tensors in the file. */
    private record Decoded(Graph graph, int[] inputs, int[] outputs, List<Integer> fileTensors, boolean sameOps) {}

    private Decoded decodeGraph() {
        if (model.version() != SCHEMA_VERSION) {
            throw new ModelFormatException("The model (table at byte " + FlatVectors.position(model)
                    + ") has schema version " + model.version() + ", not " + SCHEMA_VERSION
                    + ".\nMaybe convert it anew with a current converter.");
        }
        if (model.subgraphsLength() != 1) {
            throw new ModelFormatException("The model (table at byte " + FlatVectors.position(model) + ") has "
                    + model.subgraphsLength() + " subgraphs, not 1.\nMaybe it has control flow: export it without.");
        }
        SubGraph subgraph = model.subgraphs(0);
        int operators = subgraph.operatorsLength();
        int tensorCount = subgraph.tensorsLength();
        if (operators > MOST_OPS || tensorCount > MOST_TENSORS) {
            throw graph("has " + operators + " ops and " + tensorCount + " tensors, more than " + MOST_OPS + " and "
                    + MOST_TENSORS);
        }

        List<Operator> ops = new ArrayList<>(operators);
        for (int i = 0; i < operators; i++) {
            Operator op = subgraph.operators(i);
            ops.add(op);
            int[] operands = FlatVectors.ints("inputs of op " + i, op::inputs, op.inputsLength(), MOST_OPERANDS);
            int[] results = FlatVectors.ints("outputs of op " + i, op::outputs, op.outputsLength(), MOST_OPERANDS);
            check("op " + i, operands, tensorCount);
            check("op " + i, results, tensorCount);
        }
        int[] inputs = FlatVectors.ints("inputs of subgraph 0", subgraph::inputs, subgraph.inputsLength(), tensorCount);
        int[] outputs =
                FlatVectors.ints("outputs of subgraph 0", subgraph::outputs, subgraph.outputsLength(), tensorCount);
        check("list of inputs of subgraph 0", inputs, tensorCount);
        check("list of outputs of subgraph 0", outputs, tensorCount);
        FoldedOps folded = new FoldedOps(subgraph, ops, i -> builtin(i, ops.get(i)), inputs, outputs);
        int left = operators - folded.count();
        if (inputs.length == 0 || outputs.length == 0 || left == 0) {
            throw graph("has " + inputs.length + " inputs, " + outputs.length + " outputs and " + left + " ops");
        }
        TensorTable tensors = new TensorTable(model, subgraph, used(ops, folded), folded, asFloat);
        Graph graph = graph(subgraph, ops, folded, tensors);
        return new Decoded(graph, inputs, outputs, tensors.fileIndices(), folded.count() == 0);
    }

    private Graph graph(SubGraph subgraph, List<Operator> ops, FoldedOps folded, TensorTable tensors) {
        List<Op> decoded = new ArrayList<>();
        List<OpSite> sites = new ArrayList<>();
        for (int i = 0; i < ops.size(); i++) {
            if (!folded.contains(i)) {
                OpSite site = site(i, ops.get(i), builtin(i, ops.get(i)), tensors);
                List<Op> found = decode(ops.get(i), site, tensors);
                decoded.addAll(found);
                sites.addAll(Collections.nCopies(found.size(), site));
            }
        }
        return new GraphAssembler(
                        FlatVectors.name(subgraph.nameAsByteBuffer(), "main"),
                        tensors.all(),
                        tensors.indices(folded.inputs()),
                        tensors.indices(folded.outputs()),
                        rounding)
                .graph(decoded, sites)
                .withEdges(folded.edges());
    }

    /** Tensors of the file that the graph has. */
    private BitSet used(List<Operator> ops, FoldedOps folded) {
        BitSet used = new BitSet();
        for (int i = 0; i < ops.size(); i++) {
            Operator op = ops.get(i);
            if (!folded.contains(i)) {
                int[] operands = IntStream.range(0, op.inputsLength())
                        .map(k -> folded.standIn(op.inputs(k)))
                        .toArray();
                use(used, values(builtin(i, op), operands));
                use(
                        used,
                        IntStream.range(0, op.outputsLength()).map(op::outputs).toArray());
            }
        }
        use(used, folded.inputs());
        use(used, folded.outputs());
        return used;
    }

    private List<Op> decode(Operator op, OpSite site, TensorTable tensors) {
        try {
            return new OpDecoder(op, site, tensors).decode(builtin(site.index(), op));
        } catch (IndexOutOfBoundsException e) {
            throw site.refuse("has options that lead out of the file", "the file was truncated or altered");
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            throw site.refuse("cannot be computed: " + e.getMessage(), "the file was altered");
        }
    }

    private ModelFormatException graph(String what) {
        return new ModelFormatException("The graph (subgraph 0) " + what + ".\nMaybe the file was altered.");
    }

    /** The inputs of an op that are values of the graph, not constants that say what it does, such as shapes. */
    private static int[] values(int code, int[] all) {
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
        for (int i = 0; i < Math.min(MOST_OPERANDS, op.inputsLength()); i++) {
            shapes.append(i == 0 ? "" : ", ").append(tensors.describe(op.inputs(i)));
        }
        shapes.append(" -> ");
        for (int i = 0; i < op.outputsLength(); i++) {
            shapes.append(i == 0 ? "" : ", ").append(tensors.describe(op.outputs(i)));
        }
        return new OpSite(index, Codes.operatorName(code), shapes.toString());
    }

    private int builtin(int index, Operator op) {
        long code = op.opcodeIndex();
        if (code >= model.operatorCodesLength()) {
            throw new ModelFormatException("The op " + index + " names operator code " + code + " of "
                    + model.operatorCodesLength() + ".\nMaybe the file was altered.");
        }
        OperatorCode found = model.operatorCodes((int) code);
        // Old files only have the byte, new ones have both.
        return Math.max(found.deprecatedBuiltinCode(), found.builtinCode());
    }

    private static void check(String by, int[] indices, int tensorCount) {
        for (int index : indices) {
            // -1 stands for an optional input that is not given.
            if (index < -1 || index >= tensorCount) {
                throw new ModelFormatException("The " + by + " names tensor " + index + " of " + tensorCount
                        + ".\nMaybe the file was altered.");
            }
        }
    }

    private static void use(BitSet used, int[] indices) {
        for (int index : indices) {
            if (index >= 0) {
                used.set(index);
            }
        }
    }
}
