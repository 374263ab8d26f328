package io.tinsmith.memory;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Small int8 networks with random parameters on which each move of {@link RandomSchedules} is often possible. */
public final class RandomGraphs {
    private RandomGraphs() {}

    /**
     * Inverted bottlenecks among all other ops of {@link StreamGraphs}; at the end a global average pooling, after a wider
     * convolution maybe, a dense layer, both or none.
     */
    public static Graph random(SplittableRandom random) {
        GraphBuilder b = new GraphBuilder("random", DType.INT8);
        int x = b.input("in", Shape.of(1, 1 + random.nextInt(17), 1 + random.nextInt(17), 1 + random.nextInt(5)));
        List<Integer> images = new ArrayList<>(List.of(x));
        int parts = 1 + random.nextInt(6);
        for (int i = 0; i < parts; i++) {
            x = random.nextInt(5) < 2 ? bottleneck(b, random, x) : StreamGraphs.op(b, random, images, x);
            images.add(x);
        }
        int end = random.nextInt(4);
        if (end == 1 && random.nextBoolean()) {
            x = b.conv2d("head", x, 1 + random.nextInt(20), 1, Window.same(1), Activation.RELU6);
        }
        if (end < 2) {
            x = b.globalAveragePool("mean", x);
        }
        if (end == 1 || end == 2) {
            x = b.fullyConnected("dense", x, 1 + random.nextInt(7), Activation.NONE);
        }
        int[] outputs = random.nextInt(6) == 0 ? new int[] {x, images.get(1 + random.nextInt(parts))} : new int[] {x};
        return StreamGraphs.quantized(b.build(outputs), random);
    }

    private static int bottleneck(GraphBuilder b, SplittableRandom random, int in) {
        int channels = b.shape(in).channels();
        int kernel = 1 + random.nextInt(7);
        int stride = 1 + random.nextInt(2);
        int dilation = stride == 1 && random.nextInt(4) == 0 ? 2 : 1;
        Window window = new Window(stride, stride, dilation, dilation, Padding.SAME);
        int wide = channels * (1 + random.nextInt(4));
        int x = b.conv2d("expand", in, wide, 1, Window.same(1), Activation.RELU6);
        x = b.depthwiseConv2d("depthwise", x, kernel, window, Activation.RELU6);
        boolean residual = stride == 1 && random.nextBoolean();
        x = b.conv2d("project", x, residual ? channels : 1 + random.nextInt(8), 1, Window.same(1), Activation.NONE);
        return residual ? b.add("sum", in, x, Activation.NONE) : x;
    }
}
