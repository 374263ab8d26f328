package io.tinsmith.cli.calibrate;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import java.util.SplittableRandom;

/** Chains of inverted bottlenecks of random shapes, with global poolings and dense layers over images between them. */
final class RandomBottlenecks {
    private static final int PARTS = 3;
    private static final int BOTTLENECKS = 4;
    private static final long MOST_MACS = 600_000;

    private final SplittableRandom random;
    private final GraphBuilder b = new GraphBuilder("bottlenecks", DType.INT8);

    private RandomBottlenecks(SplittableRandom random) {
        this.random = random;
    }

    /** A chain that ends in a dense layer; the same seed gives the same. */
    static Graph of(SplittableRandom random) {
        return Quantizer.quantized(new RandomBottlenecks(random).chain(), random);
    }

    private Graph chain() {
        int x = b.input("image", Shape.of(1, 5 + random.nextInt(18), 5 + random.nextInt(18), 1 + random.nextInt(16)));
        for (int part = 0; part < PARTS; part++) {
            for (int i = 0; i < BOTTLENECKS; i++) {
                x = bottleneck(part + "_" + i, x);
            }
            x = joint("joint" + part, x, random.nextInt(3) > 0);
        }
        return b.build(b.fullyConnected("dense", x, 1 + random.nextInt(20), Activation.NONE));
    }

    private int bottleneck(String name, int x) {
        Shape in = b.shape(x);
        int kernel = random.nextInt(3) > 0 ? 3 : 1 + random.nextInt(7);
        int stride = in.height() > 9 && in.width() > 9 && random.nextInt(4) == 0 ? 2 : 1;
        int wide = in.channels() * (1 + random.nextInt(6)) + random.nextInt(4);
        int narrow = random.nextBoolean() ? in.channels() : 1 + random.nextInt(32);
        long pixels = (long) in.height() * in.width();
        if (pixels * wide * (in.channels() + (kernel * kernel + narrow) / (stride * stride)) > MOST_MACS) {
            return x;
        }
        int y = b.conv2d("expand" + name, x, wide, 1, Window.same(1), activation());
        y = b.depthwiseConv2d("filter" + name, y, kernel, Window.same(stride), activation());
        y = b.conv2d("project" + name, y, narrow, 1, Window.same(1), activation());
        return b.shape(y).equals(in) ? b.add("add" + name, x, y, Activation.NONE) : y;
    }

    /** Adds up all pixels of an image and makes another of the sums. */
    private int joint(String name, int x, boolean dense) {
        Shape to = Shape.of(1, 4 + random.nextInt(3), 4 + random.nextInt(3), 1 + random.nextInt(4));
        int values = Math.toIntExact(to.elements());
        Shape in = b.shape(x);
        int channels = dense ? Math.max(1, 300 / (in.height() * in.width())) + random.nextInt(4) : values;
        int y = b.conv2d("into_" + name, x, channels, dense ? 1 : 1 + random.nextInt(3), Window.same(1), activation());
        y = dense ? b.fullyConnected(name, y, values, activation()) : b.globalAveragePool(name, y);
        y = b.reshape("image_" + name, y, to);
        return b.resizeNearest("large_" + name, y, 2 + random.nextInt(2));
    }

    private Activation activation() {
        return random.nextInt(4) > 0 ? Activation.RELU6 : Activation.NONE;
    }
}
