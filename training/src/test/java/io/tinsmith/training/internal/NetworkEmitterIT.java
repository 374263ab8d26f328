package io.tinsmith.training.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import io.tinsmith.graph.UnaryFunction;
import io.tinsmith.graph.Window;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.internal.ParameterLayout.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every op that a block may hold, after a convolution that gives {@code [1, 6, 4, 4]}. */
class NetworkEmitterIT {
    private static final int BATCH = 3;
    private static final Shape IMAGE = Shape.of(1, 6, 4, 2);
    /** Adds an op, and what it needs around it, to a network. */
    @FunctionalInterface
    interface Part {
        int add(GraphBuilder builder, int input);
    }

    static Stream<Arguments> parts() {
        return Stream.of(
                part("groups", (b, x) -> b.groupConv2d("op", x, 6, 3, 2, Window.same(2), Activation.RELU)),
                part("multiplier", (b, x) -> b.depthwiseConv2d("op", x, 3, 3, Window.same(2), Activation.RELU6)),
                part("squeeze", NetworkEmitterIT::squeezeAndExcite),
                part("mul", (b, x) -> b.mul("op", x, b.unary("u", x, UnaryFunction.TANH), Activation.RELU)),
                part("hardSwish", (b, x) -> b.unary("op", x, UnaryFunction.HARD_SWISH)),
                part("relu", (b, x) -> b.unary("op", x, UnaryFunction.RELU)),
                part("relu6", (b, x) -> b.unary("op", x, UnaryFunction.RELU6)),
                part("leakyRelu", (b, x) -> b.leakyRelu("op", x, 0.25f)),
                part("shuffle", NetworkEmitterIT::shuffle),
                part("concat", (b, x) -> b.concat("op", x, x, b.unary("u", x, UnaryFunction.LOGISTIC))),
                part(
                        "slice",
                        (b, x) -> b.slice("op", x, List.of(0, 1, 0, 1), List.of(1, 2, 3, 1), Shape.of(1, 3, 2, 3))),
                part(
                        "pad",
                        (b, x) -> b.conv2d("c", b.pad("op", x, 1, 2, 0, 1), 3, 3, Window.valid(2), Activation.NONE)),
                part(
                        "resize",
                        (b, x) -> b.add(
                                "a",
                                x,
                                b.resizeNearest("op", b.maxPool2d("m", x, 2, 2, Window.same(2)), 2),
                                Activation.NONE)),
                part("averagePool", (b, x) -> b.averagePool2d("op", x, 3, 3, Window.same(2))));
    }

    private static Arguments part(String name, Part part) {
        return Arguments.of(Named.of(name, part));
    }

    private static int squeezeAndExcite(GraphBuilder b, int x) {
        int squeezed = b.fullyConnected("s", b.mean("m", x), 2, Activation.RELU);
        int excited = b.unary("l", b.fullyConnected("e", squeezed, 4, Activation.NONE), UnaryFunction.LOGISTIC);
        return b.mul("op", x, b.reshape("r", excited, Shape.of(1, 1, 1, 4)), Activation.NONE);
    }

    private static int shuffle(GraphBuilder b, int x) {
        int groups = b.reshape("g", x, Shape.of(1, 24, 2, 2));
        int shuffled = b.reshape("s", b.transpose("t", groups, 0, 1, 3, 2), Shape.of(1, 6, 4, 4));
        return b.depthwiseConv2d("d", shuffled, 3, Window.same(1), Activation.NONE);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void computesWhatTheInterpreterComputesAndItsGradient(Part part) {
        Graph graph = network(part);
        ImageSet images = images();
        Graph weighted = withParameters(graph);
        try (InferenceFunction inference = new InferenceFunction(weighted)) {
            float[] logits = inference.logits(images);
            for (int i = 0; i < BATCH; i++) {
                TensorData expected = Interpreters.float32(weighted).run(new TensorData.Float32(images.floatInput(i)));
                for (int c = 0; c < 3; c++) {
                    assertThat(logits[i * 3 + c]).isCloseTo(((TensorData.Float32) expected).values()[c], within(1e-4f));
                }
            }
        }
        checkGradient(graph, images);
    }

    /** Along a random direction within each parameter tensor, against a central difference. */
    private static void checkGradient(Graph graph, ImageSet images) {
        ParameterLayout layout = ParameterLayout.forTraining(graph);
        float[] parameters = values(layout.parameters(), 5);
        float[] pixels = new float[BATCH * (int) IMAGE.elements()];
        for (int i = 0; i < BATCH; i++) {
            System.arraycopy(images.floatInput(i), 0, pixels, i * (int) IMAGE.elements(), (int) IMAGE.elements());
        }
        float[] targets = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        try (GradientFunction function = new GradientFunction(graph, layout, BATCH)) {
            float[] gradient = function.run(parameters, pixels, targets).gradients();
            for (Slot slot : layout.slots()) {
                float[] direction = values(slot.length(), slot.offset());
                double expected = 0;
                for (int i = 0; i < slot.length(); i++) {
                    expected += direction[i] * gradient[slot.offset() + i];
                }
                double step = 2e-3;
                double slope = (loss(function, parameters, slot, direction, step, pixels, targets)
                                - loss(function, parameters, slot, direction, -step, pixels, targets))
                        / (2 * step);
                assertThat(slope).as("slot %s", slot).isCloseTo(expected, within(2e-3 + 0.05 * Math.abs(expected)));
            }
        }
    }

    private static double loss(
            GradientFunction function,
            float[] parameters,
            Slot slot,
            float[] direction,
            double step,
            float[] pixels,
            float[] targets) {
        float[] moved = parameters.clone();
        for (int i = 0; i < slot.length(); i++) {
            moved[slot.offset() + i] += (float) (step * direction[i]);
        }
        return function.run(moved, pixels, targets).loss();
    }

    private static Graph network(Part part) {
        GraphBuilder b = new GraphBuilder("net", DType.FLOAT32);
        int x = b.conv2d("stem", b.input("image", IMAGE), 4, 3, Window.same(1), Activation.NONE);
        int y = part.add(b, x);
        return b.build(b.fullyConnected("logits", y, 3, Activation.NONE));
    }

    private static Graph withParameters(Graph graph) {
        List<Tensor> tensors = new ArrayList<>(graph.tensors());
        for (int i = 0; i < tensors.size(); i++) {
            Tensor t = tensors.get(i);
            if (t.isParameter()) {
                float[] values = values(Math.toIntExact(t.shape().elements()), i);
                tensors.set(i, t.withData(new TensorData.Float32(values)));
            }
        }
        return graph.withTensors(tensors);
    }

    private static ImageSet images() {
        byte[] pixels = new byte[BATCH * (int) IMAGE.elements()];
        new SplittableRandom(3).nextBytes(pixels);
        return new ImageSet(IMAGE, 3, pixels, new byte[BATCH]);
    }

    private static float[] values(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (2 * random.nextDouble() - 0.8);
        }
        return values;
    }
}
