package io.tinsmith.training;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import java.util.SplittableRandom;

/** A tiny problem of pixels: on noise a square (class 1) and a brighter disc (class 2); two borders do not count. */
public final class Shapes {
    static final int SIDE = 16;

    private static final int CLASSES = 3;

    private Shapes() {}

    public static ImageSet images(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] pixels = new byte[count * SIDE * SIDE];
        byte[] labels = new byte[count * SIDE * SIDE];
        for (int n = 0; n < count; n++) {
            boolean discLeft = random.nextBoolean();
            int left = 4 + random.nextInt(2);
            int right = 11 + random.nextInt(2);
            int upper = 4 + random.nextInt(8);
            int lower = 4 + random.nextInt(8);
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    int at = (n * SIDE + y) * SIDE + x;
                    int dx = x - (discLeft ? left : right);
                    int dy = y - upper;
                    boolean disc = dx * dx + dy * dy <= 9;
                    boolean square = Math.max(Math.abs(x - (discLeft ? right : left)), Math.abs(y - lower)) <= 2;
                    pixels[at] = (byte) (random.nextInt(80) + (disc ? 170 : square ? 90 : 0));
                    boolean border = x == 0 || y == 0;
                    labels[at] = (byte) (border ? ImageSet.UNCOUNTED : disc ? 2 : square ? 1 : 0);
                }
            }
        }
        return new ImageSet(Shape.of(1, SIDE, SIDE, 1), CLASSES, pixels, labels);
    }

    /** Two resolutions, joined. */
    public static Graph network() {
        GraphBuilder b = new GraphBuilder("shapes", DType.FLOAT32);
        int x = b.input("image", Shape.of(1, SIDE, SIDE, 1));
        int fine = b.conv2d("fine", x, 8, 3, Window.same(1), Activation.RELU6);
        int coarse = b.conv2d("coarse", fine, 16, 3, Window.same(2), Activation.RELU6);
        coarse = b.conv2d("coarser", coarse, 16, 3, Window.same(1), Activation.RELU6);
        int joined = b.concat("join", fine, b.resizeNearest("up", coarse, 2));
        int head = b.conv2d("head", joined, 12, 3, Window.same(1), Activation.RELU6);
        return b.build(b.conv2d("map", head, CLASSES, 1, Window.same(1), Activation.NONE));
    }
}
