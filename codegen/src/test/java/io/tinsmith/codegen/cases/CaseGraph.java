package io.tinsmith.codegen.cases;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.ShapeInference;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import java.util.ArrayList;
import java.util.List;

/** Builds a graph of few ops with data and scales given. Names of tensors begin with that of the case. */
final class CaseGraph {
    private final String name;
    private final List<Tensor> tensors = new ArrayList<>();
    private final List<Op> ops = new ArrayList<>();
    private final List<Integer> inputs = new ArrayList<>();

    CaseGraph(String name) {
        this.name = name;
    }

    int input(Shape shape, Quantization quantization) {
        inputs.add(next());
        return addTensor(Tensor.activation(tensorName(), shape, DType.INT8).withQuantization(quantization));
    }

    int weights(Shape shape, byte[] values, float[] scales, int axis) {
        return addTensor(Tensor.parameter(tensorName(), shape, new TensorData.Int8(values))
                .withQuantization(Quantization.perChannel(scales, axis)));
    }

    int bias(int[] values) {
        return addTensor(Tensor.parameter(tensorName(), Shape.of(values.length), new TensorData.Int32(values)));
    }

    /** An operand of a pairwise op. */
    int constant(Shape shape, byte[] values, Quantization quantization) {
        return addTensor(Tensor.parameter(tensorName(), shape, new TensorData.Int8(values))
                .withQuantization(quantization));
    }

    /** Whether a pairwise op of this operand is a function of one value. */
    boolean isFunction(int operand) {
        return tensors.get(operand).isParameter() && shape(operand).elements() == 1;
    }

    /** Index of the next tensor: the output that an op is to name. */
    int next() {
        return tensors.size();
    }

    Shape shape(int tensor) {
        return tensors.get(tensor).shape();
    }

    int zeroPoint(int tensor) {
        return quantization(tensor).zeroPoint();
    }

    Quantization quantization(int tensor) {
        return tensors.get(tensor).requireQuantization();
    }

    /** Adds an op whose output is {@link #next()}. */
    int add(Op op, Quantization quantization) {
        return add(op, ShapeInference.outputShape(op, tensors), quantization);
    }

    /** The same, of a shape that the op alone does not tell. */
    int add(Op op, Shape shape, Quantization quantization) {
        ops.add(op);
        return addTensor(Tensor.activation(tensorName(), shape, DType.INT8).withQuantization(quantization));
    }

    /** With the last tensor as its output. */
    Graph build(Rounding rounding) {
        return new Graph(name, tensors, ops, inputs, List.of(next() - 1), rounding);
    }

    private String tensorName() {
        return name + "_t" + next();
    }

    private int addTensor(Tensor tensor) {
        tensors.add(tensor);
        return next() - 1;
    }
}
