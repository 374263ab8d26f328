package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.EdgeType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.MixedGraph;
import io.tinsmith.graph.MixedGraph.WideScales;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lays a graph out as a file. An activation of an int8 graph may stand in it several times, as int8, int16 and float32, with an
 * op that makes one of the other before it is first needed.
 */
final class FileGraphBuilder {
    private final Graph graph;
    /** The same in float32, for the ops that stay so. */
    private final Graph realGraph;

    private final Set<Integer> floatOps;
    private final Map<Integer, WideScales> wideScales;
    private final List<Integer> absentBiases;
    private final List<FileTensor> tensors = new ArrayList<>();
    private final List<FileOp> ops = new ArrayList<>();
    private final List<Integer> inputs = new ArrayList<>();
    private final List<Integer> outputs = new ArrayList<>();
    /** By tensor of the graph: where its values stand as float32. */
    private final TreeMap<Integer, Integer> reals = new TreeMap<>();

    /** By tensor of the graph that was computed as int16. */
    private final Map<Integer, Wide> widest = new HashMap<>();

    private final Map<Wide, Integer> wides = new HashMap<>();
    private final BitSet computed = new BitSet();
    private final BitSet realComputed = new BitSet();

    /** A tensor of the graph as int16. */
    private record Wide(int tensor, float scale) {}

    /**
     * For a graph.
     *
     * @param absentBiases tensors that the file is not to have
     */
    FileGraphBuilder(Graph graph, List<Integer> absentBiases) {
        this(graph, graph, Set.of(), Map.of(), absentBiases);
    }

    FileGraphBuilder(MixedGraph mixed) {
        this(mixed.quantized(), mixed.real(), mixed.floatOps(), mixed.wideScales(), List.of());
    }

    private FileGraphBuilder(
            Graph graph,
            Graph realGraph,
            Set<Integer> floatOps,
            Map<Integer, WideScales> wideScales,
            List<Integer> absentBiases) {
        this.graph = graph;
        this.realGraph = realGraph;
        this.floatOps = floatOps;
        this.wideScales = wideScales;
        this.absentBiases = absentBiases;
        graph.tensors().forEach(t -> tensors.add(FileTensor.of(t)));
    }

    FileGraph build() {
        for (int i = 0; i < graph.inputs().size(); i++) {
            inputs.add(taken(graph.inputs().get(i), graph.edges().inputs().get(i)));
        }
        for (int i = 0; i < graph.ops().size(); i++) {
            WideScales wide = wideScales.get(i);
            if (wide == null) {
                add(graph.ops().get(i), floatOps.contains(i));
            } else {
                addWide(graph.ops().get(i), wide);
            }
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
            tensors.add(FileTensor.of(constant));
        }
        if (!real) {
            bias(op);
        }
        (real ? realComputed : computed).set(op.output());
        List<Integer> inOrder = op instanceof Op.TransposeConv
                ? List.of(operands.get(3), operands.get(1), operands.get(0), operands.get(2))
                : operands;
        ops.add(FileOp.of(of, op, present(op, inOrder), real ? real(op.output()) : op.output()));
    }

    /** The operands without a bias that the file is not to have. */
    private List<Integer> present(Op op, List<Integer> operands) {
        boolean absent =
                op.inputs().size() == 3 && absentBiases.contains(op.inputs().get(2));
        return absent
                ? operands.stream().filter(t -> !t.equals(op.inputs().get(2))).toList()
                : operands;
    }

    /** A layer: int16 activations, int8 weights, int64 bias. */
    private void addWide(Op op, WideScales scales) {
        int input = asWide(op.inputs().get(0), scales.input());
        int weights = op.inputs().get(1);
        int bias = tensors.size();
        tensors.add(wideBias(op, scales.input()));
        Wide output = new Wide(op.output(), scales.output());
        ops.add(FileOp.wide(graph, op, List.of(input, weights, bias), wide(output)));
        widest.put(op.output(), output);
    }

    /** The bias of the int8 layer, in the steps of the int16 one. */
    private FileTensor wideBias(Op op, float inputScale) {
        Tensor bias = graph.tensor(op.inputs().get(2));
        Quantization from = bias.requireQuantization();
        float[] to = graph.tensor(op.inputs().get(1)).requireQuantization().scales();
        for (int i = 0; i < to.length; i++) {
            to[i] *= inputScale;
        }
        int[] steps = bias.int32();
        float[] reals = new float[steps.length];
        for (int i = 0; i < reals.length; i++) {
            reals[i] = from.scale(i) * steps[i];
        }
        Quantization q = to.length == 1 ? Quantization.perTensor(to[0], 0) : Quantization.perChannel(to, 0);
        Tensor real = Tensor.parameter(bias.name(), bias.shape(), new TensorData.Float32(reals));
        return new FileTensor(real.withQuantization(q), FileTensor.Kind.INT64);
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
            tensors.set(bias, FileTensor.of(graph.tensor(bias).withQuantization(BiasScale.of(in, weights))));
        }
    }

    /** The tensor as the graph has it. */
    private int asInside(int tensor) {
        Wide wide = widest.get(tensor);
        if (!computed.get(tensor) && (wide != null || realComputed.get(tensor))) {
            ops.add(FileOp.quantize(wide == null ? real(tensor) : wide(wide), tensor));
            computed.set(tensor);
        }
        return tensor;
    }

    private int asReal(int tensor) {
        if (!realComputed.get(tensor)) {
            Wide wide = widest.get(tensor);
            int real = real(tensor);
            ops.add(wide == null ? FileOp.dequantize(tensor, real) : FileOp.dequantizeWide(wide(wide), real));
            realComputed.set(tensor);
        }
        return real(tensor);
    }

    private int asWide(int tensor, float scale) {
        Wide wanted = new Wide(tensor, scale);
        if (!wides.containsKey(wanted)) {
            ops.add(FileOp.quantizeWide(asReal(tensor), wide(wanted)));
        }
        return wide(wanted);
    }

    private int wide(Wide wide) {
        return wides.computeIfAbsent(wide, w -> {
            Tensor own = graph.tensor(w.tensor());
            tensors.add(FileTensor.int16(own.name() + "/int16", own.shape(), w.scale()));
            return tensors.size() - 1;
        });
    }

    private int real(int tensor) {
        return reals.computeIfAbsent(tensor, t -> {
            Tensor own = realGraph.tensor(t);
            Tensor real = own.isParameter() ? own : Tensor.activation(own.name(), own.shape(), DType.FLOAT32);
            tensors.add(FileTensor.of(real));
            return tensors.size() - 1;
        });
    }

    private int unsigned(int tensor) {
        Tensor own = graph.tensor(tensor);
        tensors.add(FileTensor.unsigned(own));
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
