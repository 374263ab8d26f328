package io.tinsmith.benchmarks.fuzz;

import io.tinsmith.codegen.tflite.TfliteWriter;
import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Interpolation;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Reduction;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.UnaryFunction;
import io.tinsmith.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Small model files that mutations start from: all ops, shapes of all ranks, the families of networks. */
final class SeedModels {
    private SeedModels() {}

    /** The files, always the same. */
    static List<byte[]> files() {
        List<byte[]> files = new ArrayList<>();
        for (DType type : List.of(DType.INT8, DType.FLOAT32)) {
            for (Graph graph : graphs(type)) {
                files.add(TfliteWriter.write(RandomWeights.fill(graph, files.size())));
            }
            files.add(AlteredSeed.of(files.get(files.size() - 1)));
        }
        return files;
    }

    static List<Graph> graphs(DType type) {
        return List.of(
                chain(type, "plain", 9, 8, SeedModels::plain),
                chain(type, "depthwise", 10, 4, SeedModels::depthwise),
                chain(type, "residual", 8, 8, SeedModels::residual),
                chain(type, "bottlenecks", 13, 11, SeedModels::bottlenecks),
                chain(type, "unary", 4, 3, (b, x) -> unary(b, x, type)),
                chain(type, "attention", 6, 6, SeedModels::attention),
                chain(type, "resolutions", 8, 4, SeedModels::resolutions),
                chain(type, "moves", 6, 5, SeedModels::moves),
                chain(type, "grouped", 6, 6, SeedModels::grouped),
                dense(type),
                branches(type),
                chain(type, "arithmetic", 5, 4, SeedModels::arithmetic),
                chain(type, "decoder", 4, 4, SeedModels::decoder),
                chain(type, "reductions", 6, 4, SeedModels::reductions),
                // Altered to ops that are read but not written.
                chain(type, "shapes", 4, 6, SeedModels::shapes));
    }

    private static Graph chain(
            DType type, String name, int height, int width, BiFunction<GraphBuilder, Integer, Integer> body) {
        GraphBuilder b = new GraphBuilder(name, type);
        int x = b.input("image", Shape.of(1, height, width, 3));
        return b.build(body.apply(b, x));
    }

    private static int plain(GraphBuilder b, int x) {
        int conv = b.conv2d("conv", x, 4, 3, new Window(2, 1, 1, 1, Padding.SAME), Activation.RELU6);
        int valid = b.conv2d("valid", conv, 5, 2, Window.valid(1), Activation.RELU);
        int max = b.maxPool2d("max", valid, 2, 3, Window.valid(1));
        int average = b.averagePool2d("average", max, 2, 2, Window.same(2));
        return head(b, b.globalAveragePool("pool", average));
    }

    private static int depthwise(GraphBuilder b, int x) {
        int stem = b.conv2d("stem", x, 6, 5, 3, 3, Window.same(2), Activation.RELU);
        int dilated = b.depthwiseConv2d("dilated", stem, 3, new Window(1, 1, 2, 2, Padding.SAME), Activation.RELU6);
        int point = b.conv2d("point", dilated, 8, 1, Window.same(1), Activation.RELU);
        int twice = b.depthwiseConv2d("twice", point, 3, 2, Window.same(1), Activation.NONE);
        return head(b, b.mean("mean", twice));
    }

    private static int residual(GraphBuilder b, int x) {
        int stem = b.conv2d("stem", x, 4, 3, Window.same(1), Activation.RELU);
        int first = b.conv2d("first", stem, 4, 3, Window.same(1), Activation.RELU);
        int sum = b.add("sum", stem, b.conv2d("second", first, 4, 3, Window.same(1), Activation.NONE), Activation.RELU);
        int down = b.conv2d("down", sum, 8, 3, Window.same(2), Activation.NONE);
        int skip = b.conv2d("skip", sum, 8, 1, Window.same(2), Activation.NONE);
        return b.fullyConnected("dense", b.add("sum2", down, skip, Activation.RELU6), 4, Activation.NONE);
    }

    private static int bottlenecks(GraphBuilder b, int x) {
        int stem = b.conv2d("stem", x, 4, 3, Window.same(2), Activation.RELU6);
        int e = b.conv2d("e1", stem, 12, 1, Window.same(1), Activation.RELU6);
        int d = b.depthwiseConv2d("d1", e, 3, Window.same(1), Activation.RELU6);
        int sum = b.add("a1", stem, b.conv2d("p1", d, 4, 1, Window.same(1), Activation.NONE), Activation.NONE);
        int e2 = b.conv2d("e2", sum, 12, 1, Window.same(1), Activation.RELU6);
        int d2 = b.depthwiseConv2d("d2", e2, 5, Window.same(2), Activation.RELU6);
        int p2 = b.conv2d("p2", d2, 6, 1, Window.same(1), Activation.NONE);
        int wide = b.conv2d("wide", p2, 16, 1, Window.same(1), Activation.RELU6);
        return head(b, b.globalAveragePool("pool", wide));
    }

    private static int unary(GraphBuilder b, int x, DType type) {
        int y = x;
        for (UnaryFunction function : UnaryFunction.values()) {
            if (function == UnaryFunction.LEAKY_RELU) {
                y = b.leakyRelu("leaky", y, 0.25f);
            } else if (type == DType.INT8 || function != UnaryFunction.REQUANTIZE) {
                y = b.unary(function.name(), y, function);
            }
        }
        return y;
    }

    private static int attention(GraphBuilder b, int x) {
        int conv = b.conv2d("conv", x, 8, 3, Window.same(1), Activation.RELU6);
        int squeeze = b.conv2d("squeeze", b.globalAveragePool("all", conv), 2, 1, Window.same(1), Activation.RELU);
        int excite = b.conv2d("excite", squeeze, 8, 1, Window.same(1), Activation.NONE);
        int gated = b.mul("gated", conv, b.unary("gate", excite, UnaryFunction.LOGISTIC), Activation.NONE);
        return b.mul("square", gated, conv, Activation.RELU);
    }

    private static int resolutions(GraphBuilder b, int x) {
        int high = b.conv2d("high", x, 4, 3, Window.same(1), Activation.RELU6);
        int low = b.conv2d("low", high, 5, 3, Window.same(2), Activation.RELU6);
        return b.concat("join", b.resizeNearest("up", low, 2), high, high);
    }

    private static int moves(GraphBuilder b, int x) {
        int padded = b.pad("pad", x, 1, 2, 0, 1);
        int turned = b.transpose("turn", padded, 0, 2, 1, 3);
        int part = b.slice("part", turned, List.of(0, 1, 0, 1), List.of(1, 2, 1, 1), Shape.of(1, 2, 9, 2));
        int flat = b.reshape("flat", part, Shape.of(1, 36));
        return b.reshape("cube", flat, Shape.of(1, 2, 3, 2, 3));
    }

    private static int arithmetic(GraphBuilder b, int x) {
        int conv = b.conv2d("conv", x, 4, 3, Window.same(1), Activation.NONE);
        int less = b.sub("less", conv, b.constant("each", Shape.of(4)), Activation.RELU);
        int one = b.constant("one", Shape.of());
        int sloped = b.prelu("sloped", b.sub("from", one, less, Activation.NONE));
        int most = b.maximum("most", sloped, conv);
        int least = b.minimum("least", most, b.constant("limits", Shape.of(1, 1, 1, 4)));
        int more = b.add("more", least, b.constant("more_each", Shape.of(1, 1, 1, 4)), Activation.NONE);
        return b.mul("product", b.constant("factor", Shape.of(1)), more, Activation.RELU6);
    }

    private static int decoder(GraphBuilder b, int x) {
        int up = b.transposeConv("up", x, 4, 3, 2, new Window(2, 2, 1, 1, Padding.SAME), Activation.NONE);
        int framed = b.pad("framed", up, 1, 0, 2, 1, -0.5f);
        int bilinear = b.resize("bilinear", framed, 7, 12, Interpolation.BILINEAR, false, true);
        int nearest = b.resize("nearest", bilinear, 5, 9, Interpolation.NEAREST, true, false);
        return b.transposeConv("last", nearest, 1, 2, 2, new Window(1, 2, 1, 1, Padding.VALID), Activation.NONE);
    }

    private static int reductions(GraphBuilder b, int x) {
        int each = b.reduce("each", x, Reduction.SUM, List.of(1, 2), true);
        int joined = b.mul("joined", x, each, Activation.NONE);
        int rows = b.reduce("rows", joined, Reduction.MEAN, List.of(1), true);
        int most = b.reduce("most", rows, Reduction.MAX, List.of(2), false);
        return b.reduce("all", most, Reduction.SUM, List.of(1, 2), false);
    }

    private static int shapes(GraphBuilder b, int x) {
        int conv = b.conv2d("conv", x, 4, 3, Window.same(4), Activation.NONE);
        int depthwise = b.depthwiseConv2d("depthwise", conv, 1, Window.same(1), Activation.NONE);
        int squeezed = b.reshape("squeezed", depthwise, Shape.of(1, 2, 4));
        int expanded = b.reshape("expanded", squeezed, Shape.of(1, 2, 1, 4));
        int sliced = b.slice("sliced", expanded, List.of(0, 1, 0, 0), List.of(1, 1, 1, 1), Shape.of(1, 1, 1, 4));
        int half = b.slice("half", sliced, List.of(0, 0, 0, 0), List.of(1, 1, 1, 1), Shape.of(1, 1, 1, 2));
        return b.fullyConnected("dense", half, 2, Activation.NONE);
    }

    private static int grouped(GraphBuilder b, int x) {
        int stem = b.conv2d("stem", x, 8, 1, Window.same(1), Activation.RELU);
        int groups = b.groupConv2d("groups", stem, 12, 3, 2, Window.same(1), Activation.NONE);
        return b.softmax("map", groups);
    }

    /** Class scores of a pooled image. */
    private static int head(GraphBuilder b, int pooled) {
        int flat = b.reshape("flat", pooled, Shape.of(1, b.shape(pooled).channels()));
        return b.softmax("probabilities", b.fullyConnected("dense", flat, 3, Activation.NONE));
    }

    private static Graph dense(DType type) {
        GraphBuilder b = new GraphBuilder("dense", type);
        int x = b.input("features", Shape.of(1, 10));
        int narrow = b.fullyConnected("narrow", x, 4, Activation.RELU);
        return b.build(b.fullyConnected("wide", narrow, 10, Activation.NONE));
    }

    private static Graph branches(DType type) {
        GraphBuilder b = new GraphBuilder("branches", type);
        int left = b.input("left", Shape.of(1, 4, 4, 2));
        int right = b.input("right", Shape.of(1, 4, 4, 2));
        int sum = b.add("sum", left, right, Activation.NONE);
        return b.build(sum, b.conv2d("conv", sum, 3, 3, Window.same(1), Activation.NONE));
    }
}
