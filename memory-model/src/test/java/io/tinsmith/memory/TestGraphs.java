package io.tinsmith.memory;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Graphs that several tests share. */
final class TestGraphs {
    private TestGraphs() {}

    /** MobileNetV2 1.0, 224x224x3, after table 2 of Sandler et al. 2018, arXiv:1801.04381. */
    static Graph mobileNetV2() {
        int[][] stages = {
            {1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}
        };
        GraphBuilder b = new GraphBuilder("mobilenet-v2", DType.INT8);
        int x = b.input("image", Shape.of(1, 224, 224, 3));
        x = b.conv2d("stem", x, 32, 3, Window.same(2), Activation.RELU6);
        for (int[] stage : stages) {
            for (int i = 0; i < stage[2]; i++) {
                int stride = i == 0 ? stage[3] : 1;
                int in = x;
                int channels = b.shape(in).channels();
                if (stage[0] > 1) {
                    x = b.conv2d("expand", x, channels * stage[0], 1, Window.same(1), Activation.RELU6);
                }
                x = b.depthwiseConv2d("depthwise", x, 3, Window.same(stride), Activation.RELU6);
                x = b.conv2d("project", x, stage[1], 1, Window.same(1), Activation.NONE);
                if (stride == 1 && channels == stage[1]) {
                    x = b.add("add", in, x, Activation.NONE);
                }
            }
        }
        x = b.conv2d("head", x, 1280, 1, Window.same(1), Activation.RELU6);
        x = b.globalAveragePool("pool", x);
        return b.build(b.fullyConnected("dense", x, 1000, Activation.NONE));
    }

    /** A random graph of 1 to 24 ops with branches, sums, dead ends and several outputs. */
    static Graph random(SplittableRandom random) {
        GraphBuilder b = new GraphBuilder("random", DType.INT8);
        List<Integer> images = new ArrayList<>();
        images.add(b.input("in", Shape.of(1, 1 + random.nextInt(9), 1 + random.nextInt(9), 1 + random.nextInt(7))));
        if (random.nextInt(4) == 0) {
            images.add(b.input("in2", Shape.of(1, 3, 5, 2)));
        }
        int ops = 1 + random.nextInt(24);
        for (int i = 0; i < ops; i++) {
            int back = random.nextInt(3) == 0 ? random.nextInt(images.size()) : images.size() - 1;
            images.add(op(b, random, images, images.get(back)));
        }
        if (random.nextInt(3) == 0) {
            return b.build(images.get(images.size() - 1), images.get(random.nextInt(images.size())));
        }
        return b.build(images.get(images.size() - 1));
    }

    private static int op(GraphBuilder b, SplittableRandom random, List<Integer> images, int x) {
        Shape shape = b.shape(x);
        return switch (random.nextInt(9)) {
            case 0 -> b.conv2d("conv", x, 1 + random.nextInt(12), 1, Window.same(1), Activation.NONE);
            case 1 -> b.conv2d("conv3", x, 1 + random.nextInt(12), 3, Window.same(2), Activation.RELU);
            case 2, 3 ->
                b.depthwiseConv2d("dw", x, 1 + random.nextInt(4), Window.same(1 + random.nextInt(2)), Activation.RELU6);
            case 4 -> b.reshape("reshape", x, Shape.of(1, shape.width(), shape.height(), shape.channels()));
            case 5 -> b.maxPool2d("pool", x, 2, 2, Window.same(2));
            case 6 -> {
                int[] parts = images.stream()
                        .filter(t -> b.shape(t).height() == shape.height()
                                && b.shape(t).width() == shape.width()
                                && b.shape(t).channels() < 50)
                        .mapToInt(t -> t)
                        .limit(1 + random.nextInt(5))
                        .toArray();
                yield b.concat("concat", parts.length == 0 ? new int[] {x} : parts);
            }
            case 7 -> b.resizeNearest("resize", x, shape.height() * shape.width() > 100 ? 1 : 2);
            default -> {
                int other = images.stream()
                        .filter(t -> b.shape(t).equals(shape))
                        .skip(0)
                        .findFirst()
                        .orElse(x);
                yield b.add("add", other, x, Activation.NONE);
            }
        };
    }
}
