package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.EdgeType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.MixedGraph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Tensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lays a graph out as a file. An activation of an int8 graph may stand in it twice, as int8 and as float32, with an op that
 * makes one of the other before it is first needed.
 */
final class FileGraphBuilder {
    private final Graph graph;
    /** The same in float32, for the ops that stay so. */
    private final Graph realGraph;

    private final Set<Integer> floatOps;
    private final List<FileTensor> tensors = new ArrayList<>();
    private final List<FileOp> ops = new ArrayList<>();
    private final List<Integer> inputs = new ArrayList<>();
    private final List<Integer> outputs = new ArrayList<>();
    /** By tensor of the graph: where its values stand as float32. */
    private final TreeMap<Integer, Integer> reals = new TreeMap<>();

    private final BitSet computed = new BitSet();
    private final BitSet realComputed = new BitSet();

    FileGraphBuilder(Graph graph) {
        this(graph, graph, Set.of());
    }

    FileGraphBuilder(MixedGraph mixed) {
        this(mixed.quantized(), mixed.real(), mixed.floatOps());
    }

    private FileGraphBuilder(Graph graph, Graph realGraph, Set<Integer> floatOps) {
        this.graph = graph;
        this.realGraph = realGraph;
        this.floatOps = floatOps;
        graph.tensors().forEach(t -> tensors.add(new FileTensor(t, false)));
    }

    FileGraph build() {
        for (int i = 0; i < graph.inputs().size(); i++) {
            inputs.add(taken(graph.inputs().get(i), graph.edges().inputs().get(i)));
        }
        for (int i = 0; i < graph.ops().size(); i++) {
            add(graph.ops().get(i), floatOps.contains(i));
        }
        for (int i = 0; i < graph.outputs().size(); i++) {
            outputs.add(given(graph.outputs().get(i), graph.edges().outputs().get(i)));
        }
        nameTwins();
        return new FileGraph(graph.name(), tensors, ops, inputs, outputs);
    }

    private int taken(int tensor, EdgeType edge) {
        switch (edge(tensor, edge)) {
            case FLOAT32 -> {
                realComputed.set(tensor);
                return real(tensor);
            }
            case UINT8 -> {
                int outer = unsigned(tensor);
                ops.add(FileOp.quantize(outer, tensor));
                computed.set(tensor);
                return outer;
            }
            default -> {
                computed.set(tensor);
                return tensor;
            }
        }
    }

    private int given(int tensor, EdgeType edge) {
        switch (edge(tensor, edge)) {
            case FLOAT32 -> {
                return asReal(tensor);
            }
            case UINT8 -> {
                int outer = unsigned(tensor);
                ops.add(FileOp.quantize(asInside(tensor), outer));
                return outer;
            }
            default -> {
                return asInside(tensor);
            }
        }
    }

    /** Of a float graph nothing is converted to float32. */
    private EdgeType edge(int tensor, EdgeType edge) {
        Tensor t = graph.tensor(tensor);
        if (edge == EdgeType.UINT8 && t.type() != DType.INT8) {
            throw new IllegalArgumentException("The tensor (" + t.name() + ", " + t.type() + ") of the graph ("
                    + graph.name() + ") cannot be taken or given as uint8.\nMaybe quantize the graph to int8 first.");
        }
        return t.type() == DType.INT8 ? edge : EdgeType.INSIDE;
    }

    private void add(Op op, boolean real) {
        Graph of = real ? realGraph : graph;
        List<Integer> operands = new ArrayList<>();
        for (int t : op.inputs()) {
            operands.add(!real ? asInside(t) : of.tensor(t).isParameter() ? real(t) : asReal(t));
        }
        for (Tensor constant : OpConstants.of(of, op)) {
            operands.add(tensors.size());
            tensors.add(new FileTensor(constant, false));
        }
        if (!real) {
            bias(op);
        }
        (real ? realComputed : computed).set(op.output());
        List<Integer> inOrder = op instanceof Op.TransposeConv
                ? List.of(operands.get(3), operands.get(1), operands.get(0), operands.get(2))
                : operands;
        ops.add(FileOp.of(of, op, inOrder, real ? real(op.output()) : op.output()));
    }

    /** What the runtime derives for an int32 bias: input scale times weight scale, zero point 0. */
    private void bias(Op op) {
        boolean has = op.inputs().size() == 3
                && graph.tensor(op.inputs().get(2)).type() == DType.INT32
                && graph.tensor(op.inputs().get(2)).quantization().isEmpty();
        if (has) {
            int bias = op.inputs().get(2);
            Quantization in = graph.tensor(op.inputs().get(0)).requireQuantization();
            Quantization weights = graph.tensor(op.inputs().get(1)).requireQuantization();
            tensors.set(bias, new FileTensor(graph.tensor(bias).withQuantization(BiasScale.of(in, weights)), false));
        }
    }

    /** The tensor as the graph has it. */
    private int asInside(int tensor) {
        if (realComputed.get(tensor) && !computed.get(tensor)) {
            ops.add(FileOp.quantize(real(tensor), tensor));
            computed.set(tensor);
        }
        return tensor;
    }

    private int asReal(int tensor) {
        if (!realComputed.get(tensor)) {
            ops.add(FileOp.dequantize(tensor, real(tensor)));
            realComputed.set(tensor);
        }
        return real(tensor);
    }

    private int real(int tensor) {
        return reals.computeIfAbsent(tensor, t -> {
            Tensor own = realGraph.tensor(t);
            Tensor real = own.isParameter() ? own : Tensor.activation(own.name(), own.shape(), DType.FLOAT32);
            tensors.add(new FileTensor(real, false));
            return tensors.size() - 1;
        });
    }

    private int unsigned(int tensor) {
        Tensor own = graph.tensor(tensor);
        Quantization q = own.requireQuantization();
        Quantization shifted = Quantization.perTensor(q.scale(), q.zeroPoint() + 128);
        tensors.add(new FileTensor(own.withQuantization(shifted), true));
        nameInside(tensor);
        return tensors.size() - 1;
    }

    /** Of two tensors with the same values the one that the model's users see keeps the name. */
    private void nameTwins() {
        reals.forEach((tensor, real) -> {
            if (!computed.get(tensor)) {
                return;
            }
            boolean seen = inputs.contains(real) || outputs.contains(real);
            if (seen && !inputs.contains(tensor) && !outputs.contains(tensor)) {
                nameInside(tensor);
            } else {
                tensors.set(real, tensors.get(real).named(graph.tensor(tensor).name() + "/float32"));
            }
        });
    }

    private void nameInside(int tensor) {
        tensors.set(tensor, tensors.get(tensor).named(graph.tensor(tensor).name() + "/int8"));
    }
}
