package io.tinsmith.training.relaxed;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import io.tinsmith.training.ImageSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Stripes along rows or along columns, which only a kernel that sees several pixels can tell apart. */
public final class Stripes {
    static final int SIDE = 8;
    private static final int WIDTH = 6;

    private Stripes() {}

    /** Half the pixels of each image are bright, whatever its class. */
    public static ImageSet images(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] pixels = new byte[count * SIDE * SIDE];
        byte[] labels = new byte[count];
        for (int n = 0; n < count; n++) {
            labels[n] = (byte) random.nextInt(2);
            int phase = random.nextInt(2);
            for (int i = 0; i < SIDE * SIDE; i++) {
                int along = labels[n] == 0 ? i / SIDE : i % SIDE;
                pixels[n * SIDE * SIDE + i] = (byte) (random.nextInt(80) + ((along + phase) % 2) * 120);
            }
        }
        return new ImageSet(Shape.of(1, SIDE, SIDE, 1), 2, pixels, labels);
    }

    /** One choice of 1x1, 3x3 or the value itself, and one of the width behind it. */
    public static MixedNetwork network() {
        Graph stem = conv("stem", 1, 1);
        List<MixedNetwork.Option> options = List.of(
                new MixedNetwork.Option(1, Optional.of(conv("one", WIDTH, 1))),
                new MixedNetwork.Option(1, Optional.of(conv("three", WIDTH, 3))),
                new MixedNetwork.Option(1, Optional.empty()));
        return new MixedNetwork(
                Shape.of(1, SIDE, SIDE, 1),
                2,
                List.of(3, 2),
                List.of(
                        MixedNetwork.Sum.fixed(0, stem),
                        new MixedNetwork.Sum(0, options),
                        new MixedNetwork.Mask(1, 2, List.of(4, WIDTH)),
                        MixedNetwork.Sum.fixed(3, head())));
    }

    /** The network with the 3x3 and the full width. */
    public static Graph chosen() {
        GraphBuilder b = new GraphBuilder("chosen", DType.FLOAT32);
        int x = b.input("image", Shape.of(1, SIDE, SIDE, 1));
        x = b.conv2d("stem", x, WIDTH, 1, Window.same(1), Activation.RELU);
        x = b.conv2d("three", x, WIDTH, 3, Window.same(1), Activation.RELU);
        return b.build(b.fullyConnected("logits", b.globalAveragePool("pool", x), 2, Activation.NONE));
    }

    private static Graph conv(String name, int channels, int kernel) {
        GraphBuilder b = new GraphBuilder(name, DType.FLOAT32);
        int x = b.input("x", Shape.of(1, SIDE, SIDE, channels));
        return b.build(b.conv2d("conv", x, WIDTH, kernel, Window.same(1), Activation.RELU));
    }

    private static Graph head() {
        GraphBuilder b = new GraphBuilder("head", DType.FLOAT32);
        int x = b.globalAveragePool("pool", b.input("x", Shape.of(1, SIDE, SIDE, WIDTH)));
        return b.build(b.fullyConnected("logits", x, 2, Activation.NONE));
    }
}
