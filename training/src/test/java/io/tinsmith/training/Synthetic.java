package io.tinsmith.training;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import java.util.SplittableRandom;

/** A tiny problem: noise with a bright square in one of four corners, which is the class. */
public final class Synthetic {
    static final int SIDE = 9;

    private Synthetic() {}

    public static ImageSet corners(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] pixels = new byte[count * SIDE * SIDE];
        byte[] labels = new byte[count];
        for (int n = 0; n < count; n++) {
            int label = random.nextInt(4);
            labels[n] = (byte) label;
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    boolean bright = (y < 4) == (label < 2) && (x < 4) == (label % 2 == 0);
                    pixels[(n * SIDE + y) * SIDE + x] = (byte) (random.nextInt(120) + (bright ? 80 : 0));
                }
            }
        }
        return new ImageSet(Shape.of(1, SIDE, SIDE, 1), 4, pixels, labels);
    }

    /** Every op that can be trained, odd extents, strides, a residual, SAME and VALID. */
    public static Graph network() {
        GraphBuilder b = new GraphBuilder("tiny", DType.FLOAT32);
        int x = b.input("image", Shape.of(1, SIDE, SIDE, 1));
        int stem = b.conv2d("stem", x, 6, 3, Window.same(2), Activation.RELU6);
        int expanded = b.conv2d("expand", stem, 12, 1, Window.same(1), Activation.RELU6);
        int depthwise = b.depthwiseConv2d("depthwise", expanded, 5, Window.same(1), Activation.RELU6);
        int projected = b.conv2d("project", depthwise, 6, 1, Window.same(1), Activation.NONE);
        int sum = b.add("add", stem, projected, Activation.RELU);
        int strided = b.depthwiseConv2d("strided", sum, 3, Window.same(2), Activation.RELU);
        int average = b.averagePool2d("average", strided, 2, 2, Window.same(1));
        int maximum = b.maxPool2d("maximum", average, 2, 2, Window.valid(1));
        int flat = b.reshape("flat", maximum, Shape.of(1, 24));
        int hidden = b.fullyConnected("hidden", flat, 8, Activation.RELU);
        int logits = b.fullyConnected("logits", hidden, 4, Activation.NONE);
        return b.build(logits);
    }

    /** Convolutions up to a global pooling: for images of any size. */
    static Graph pooledNetwork() {
        GraphBuilder b = new GraphBuilder("pooled", DType.FLOAT32);
        int x = b.input("image", Shape.of(1, SIDE, SIDE, 1));
        x = b.conv2d("stem", x, 8, 3, Window.same(2), Activation.RELU);
        x = b.conv2d("second", x, 16, 3, Window.same(2), Activation.RELU);
        x = b.conv2d("third", x, 16, 3, Window.same(1), Activation.RELU);
        return b.build(b.fullyConnected("logits", b.globalAveragePool("pool", x), 4, Activation.NONE));
    }
}
