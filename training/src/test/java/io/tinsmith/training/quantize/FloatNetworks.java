package io.tinsmith.training.quantize;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Interpolation;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import io.tinsmith.graph.UnaryFunction;
import io.tinsmith.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Float networks with random parameters, and inputs of theirs. */
final class FloatNetworks {
    static final Shape IMAGE = Shape.of(1, 12, 12, 3);

    private FloatNetworks() {}

    /** An inverted residual with all that folds: ReLUs of their own, a factor and a summand for each channel. */
    static Graph unfolded(long seed) {
        GraphBuilder b = new GraphBuilder("unfolded", DType.FLOAT32);
        int x = b.input("image", IMAGE);
        int s = b.conv2d("stem", affine(b, "normalize", x), 8, 1, Window.valid(2), Activation.NONE);
        int r = b.unary("stem/relu", affine(b, "stem/norm", s), UnaryFunction.RELU6);
        int e = b.unary(
                "expand/relu", b.conv2d("expand", r, 24, 1, Window.same(1), Activation.NONE), UnaryFunction.RELU);
        int d = affine(b, "depthwise/norm", b.depthwiseConv2d("depthwise", e, 3, Window.same(1), Activation.NONE));
        int p = b.conv2d(
                "project", b.unary("depthwise/relu", d, UnaryFunction.RELU6), 8, 1, Window.same(1), Activation.NONE);
        int a = b.unary("add/relu", b.add("add", p, r, Activation.NONE), UnaryFunction.RELU);
        int f = b.reshape("flat", b.globalAveragePool("pool", a), Shape.of(1, 8));
        int n = b.reshape("image2", b.fullyConnected("dense", f, 10, Activation.NONE), Shape.of(1, 1, 1, 10));
        return random(b.build(b.reshape("out", affine(b, "dense/norm", n), Shape.of(1, 10))), seed);
    }

    /** Back to the image's size, with factors and summands before and behind transposed convolutions. */
    static Graph decoder(long seed) {
        GraphBuilder b = new GraphBuilder("decoder", DType.FLOAT32);
        int x = b.input("image", IMAGE);
        int s = b.conv2d("stem", x, 8, 3, Window.same(2), Activation.RELU);
        int t = b.transposeConv("spread", affine(b, "before", s), 6, 3, 3, Window.same(2), Activation.NONE);
        int n = b.unary("spread/relu", affine(b, "behind", t), UnaryFunction.RELU);
        int r = b.resize("smooth", n, 9, 10, Interpolation.BILINEAR, false, true);
        return random(b.build(b.transposeConv("out", r, 3, 2, 2, Window.valid(1), Activation.NONE)), seed);
    }

    /** A batch norm as a product and a sum, a clamp by constants, a slope for each channel, and a difference that stays. */
    static Graph constants(long seed) {
        GraphBuilder b = new GraphBuilder("constants", DType.FLOAT32);
        int x = b.input("image", IMAGE);
        int s = b.conv2d("stem", x, 8, 3, Window.same(2), Activation.NONE);
        int m = b.mul("norm/mul", s, b.constant("norm/factor", Shape.of(8)), Activation.NONE);
        int n = b.add("norm/add", m, b.constant("norm/summand", Shape.of(8)), Activation.RELU);
        int most = b.minimum("most", b.prelu("slope", n), b.constant("bound", Shape.of(1)));
        int d = b.depthwiseConv2d("depthwise", most, 3, Window.same(1), Activation.NONE);
        int r = b.sub("rest", b.constant("from", Shape.of(8)), b.maximum("larger", d, most), Activation.NONE);
        return random(b.build(b.fullyConnected("dense", b.globalAveragePool("pool", r), 10, Activation.NONE)), seed);
    }

    private static int affine(GraphBuilder b, String name, int input) {
        return b.depthwiseConv2d(name, input, 1, Window.same(1), Activation.NONE);
    }

    /** A convolution, a depthwise and a dense layer whose channels span very unequal ranges, but weigh alike in the output. */
    static Graph unequal(long seed, Activation activation) {
        GraphBuilder b = new GraphBuilder("unequal", DType.FLOAT32);
        int x = b.input("image", IMAGE);
        int c = b.conv2d("conv", x, 16, 3, Window.same(2), activation);
        int d = b.depthwiseConv2d("depthwise", c, 3, Window.same(1), activation);
        int p = b.globalAveragePool("pool", d);
        Graph graph = random(b.build(b.fullyConnected("dense", p, 10, Activation.NONE)), seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<Tensor> tensors = new ArrayList<>(graph.tensors());
        double[] factor = random.doubles(16, -1, 1).map(v -> Math.pow(10, v)).toArray();
        int depthwise = ((Op.DepthwiseConv2d) graph.ops().get(1)).weights();
        int dense = ((Op.FullyConnected) graph.ops().get(3)).weights();
        for (int weights : List.of(depthwise, dense)) {
            float[] values = graph.tensor(weights).float32().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] *= (float) (weights == dense ? 1 / factor[i % 16] : factor[i % 16]);
            }
            tensors.set(weights, graph.tensor(weights).withData(new TensorData.Float32(values)));
        }
        return graph.withTensors(tensors);
    }

    /** Parameters as of a trained network: weights that keep the size of values, small biases. */
    static Graph random(Graph structure, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Tensor> tensors = new ArrayList<>();
        for (Tensor t : structure.tensors()) {
            if (!t.isParameter()) {
                tensors.add(t);
                continue;
            }
            float[] values = new float[(int) t.shape().elements()];
            boolean depthwise = t.shape().rank() == 4 && t.shape().dim(0) == 1;
            int outputs = depthwise ? t.shape().channels() : t.shape().dim(0);
            double spread = t.shape().rank() == 1 ? 0.2 : Math.sqrt(6.0 * outputs / values.length);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble(-spread, spread);
            }
            tensors.add(t.withData(new TensorData.Float32(values)));
        }
        return structure.withTensors(tensors);
    }

    /** Values from -1 to 1. */
    static List<float[]> samples(int count, int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<float[]> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] sample = new float[length];
            for (int k = 0; k < length; k++) {
                sample[k] = (float) random.nextDouble(-1, 1);
            }
            samples.add(sample);
        }
        return samples;
    }

    static List<float[]> images(int count, long seed) {
        return samples(count, (int) IMAGE.elements(), seed);
    }

    static float[] output(Graph graph, float[] input) {
        return ((TensorData.Float32) Interpreters.float32(graph).run(new TensorData.Float32(input))).values();
    }
}
