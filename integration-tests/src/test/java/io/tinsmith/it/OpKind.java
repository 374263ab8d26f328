package io.tinsmith.it;

import static io.tinsmith.graph.Rounding.DOUBLE;
import static io.tinsmith.graph.Rounding.FLOAT;

import io.tinsmith.codegen.tflite.TfliteWriter;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.UnaryFunction;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tensorflow.lite.schema.ModelT;

/**
 * A kind of models of one op, of random shape: a new op is one more line.
 *
 * @param rounding that of the runtime's kernel: {@code FLOAT} where XNNPACK has one, and for sums, which TFLite had in float
 *     then; {@code DOUBLE} for all others of TFLite's own, which round twice in this build
 */
record OpKind(String name, Rounding rounding, Maker maker, Optional<Change> change) {
    static final List<OpKind> ALL = List.of(
            new OpKind("CONV_2D", FLOAT, WeightedOps::conv),
            new OpKind("CONV_2D, kernel 1x1", FLOAT, WeightedOps::pointwise),
            new OpKind("CONV_2D, dilated", FLOAT, WeightedOps::dilatedConv),
            new OpKind("CONV_2D, groups", FLOAT, WeightedOps::groups),
            new OpKind("DEPTHWISE_CONV_2D", FLOAT, WeightedOps::depthwise),
            new OpKind("DEPTHWISE_CONV_2D, dilated", FLOAT, WeightedOps::dilatedDepthwise),
            new OpKind("DEPTHWISE_CONV_2D, channel multiplier", FLOAT, WeightedOps::depthwiseWithMultiplier),
            new OpKind("TRANSPOSE_CONV", DOUBLE, WeightedOps::transposed),
            new OpKind("FULLY_CONNECTED", FLOAT, WeightedOps::dense),
            new OpKind("ADD", FLOAT, ElementOps::add),
            new OpKind("MUL", FLOAT, ElementOps::mul),
            new OpKind("MUL, a value a channel", FLOAT, ElementOps::mulOfChannels),
            new OpKind("ADD, constants", FLOAT, ElementOps::addOfConstants),
            new OpKind("MUL, constants", FLOAT, ElementOps::mulOfConstants),
            new OpKind("SUB", FLOAT, ElementOps::sub),
            new OpKind("SUB, constants", FLOAT, ElementOps::subOfConstants),
            new OpKind("MAXIMUM", FLOAT, ElementOps::maximum),
            new OpKind("MINIMUM", FLOAT, ElementOps::minimum),
            new OpKind("PRELU", FLOAT, ElementOps::prelu),
            new OpKind("LEAKY_RELU", FLOAT, ElementOps::leakyRelu),
            unary(UnaryFunction.REQUANTIZE, FLOAT),
            new OpKind("AVERAGE_POOL_2D", FLOAT, WindowOps::averagePool),
            new OpKind("AVERAGE_POOL_2D, all pixels", FLOAT, WindowOps::globalPool),
            new OpKind("MAX_POOL_2D", FLOAT, WindowOps::maxPool),
            new OpKind("MEAN", FLOAT, WindowOps::mean),
            new OpKind("MEAN, any axes", FLOAT, WindowOps::meanOfAxes),
            new OpKind("SUM", FLOAT, WindowOps::sumOfAxes),
            new OpKind("REDUCE_MAX", DOUBLE, WindowOps::maximumOfAxes),
            new OpKind("PAD", FLOAT, MoveOps::pad),
            new OpKind("PADV2", DOUBLE, MoveOps::padWithValue),
            new OpKind("CONCATENATION", FLOAT, MoveOps::concat),
            new OpKind("STRIDED_SLICE", FLOAT, MoveOps::slice),
            new OpKind("RESHAPE", FLOAT, MoveOps::reshape),
            new OpKind("TRANSPOSE", FLOAT, MoveOps::transpose),
            new OpKind("RESIZE_NEAREST_NEIGHBOR", FLOAT, MoveOps::enlarge),
            new OpKind("RESIZE_NEAREST_NEIGHBOR, any size", FLOAT, MoveOps::resizeNearest),
            new OpKind("RESIZE_BILINEAR", FLOAT, MoveOps::resizeBilinear),
            new OpKind("SOFTMAX", FLOAT, ElementOps::softmax),
            unary(UnaryFunction.LOGISTIC, FLOAT),
            unary(UnaryFunction.TANH, FLOAT),
            unary(UnaryFunction.RELU, DOUBLE),
            unary(UnaryFunction.RELU6, DOUBLE),
            unary(UnaryFunction.HARD_SWISH, DOUBLE),
            new OpKind("SPLIT", FLOAT, FileOps::same, FileOps::split),
            new OpKind("SLICE", FLOAT, FileOps::same, FileOps::slice),
            new OpKind("SQUEEZE", FLOAT, FileOps::thin, FileOps::squeeze),
            new OpKind("EXPAND_DIMS", FLOAT, FileOps::same, FileOps::expandDims),
            // The runtime has no CONV_2D without a bias, and XNNPACK no DEPTHWISE_CONV_2D.
            new OpKind("DEPTHWISE_CONV_2D, no bias", DOUBLE, WeightedOps::depthwise, FileOps::withoutBias),
            new OpKind("FULLY_CONNECTED, no bias", FLOAT, WeightedOps::dense, FileOps::withoutBiasOrNone),
            new OpKind("TRANSPOSE_CONV, no bias", DOUBLE, WeightedOps::transposed, FileOps::withoutBiasOrNone));

    OpKind(String name, Rounding rounding, Maker maker) {
        this(name, rounding, maker, Optional.empty());
    }

    OpKind(String name, Rounding rounding, Maker maker, Change change) {
        this(name, rounding, maker, Optional.of(change));
    }

    /** Alters a file. */
    interface Change {
        void alter(ModelT model, OpDraw draw);
    }

    /** Adds inputs and one op to a graph; returns its output. */
    interface Maker {
        int make(GraphBuilder b, OpDraw draw);
    }

    /** The same seed gives the same graph. */
    Graph graph(int seed) {
        long start = ((long) name.hashCode() << 32) + seed;
        GraphBuilder b = new GraphBuilder("op", DType.INT8);
        int output = maker.make(b, new OpDraw(new SplittableRandom(start)));
        return RandomInt8Models.fill(b.build(output), start).withRounding(rounding);
    }

    /** The model file of a seed, always the same. */
    byte[] file(int seed) {
        byte[] written = TfliteWriter.write(graph(seed));
        return change.map(c -> alter(written, c, seed)).orElse(written);
    }

    private static byte[] alter(byte[] file, Change change, int seed) {
        ModelT model = ModelT.deserializeFromBinary(file);
        change.alter(model, new OpDraw(new SplittableRandom(~seed)));
        FileOps.addNotes(model);
        return model.serializeToBinary();
    }

    @Override
    public String toString() {
        return name;
    }

    private static OpKind unary(UnaryFunction function, Rounding rounding) {
        return new OpKind(function.name(), rounding, (b, d) -> b.unary("y", b.input("x", d.image(1)), function));
    }
}
