package io.tinsmith.codegen.cases;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Reduction;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import java.util.ArrayList;
import java.util.List;

/** Cases of ops without weights. */
final class OtherCases {
    private static final int MOST_VALUES = 2_500;

    private OtherCases() {}

    static boolean add(CaseGraph g, Draw draw) {
        Shape shape = image(draw);
        float out = draw.scale(-8, 1);
        int left = g.input(shape, Quantization.perTensor(out * ratio(draw), draw.zeroPoint()));
        int right = draw.oneIn(8) ? left : g.input(shape, Quantization.perTensor(out * ratio(draw), draw.zeroPoint()));
        g.add(new Op.Add(left, right, g.next(), draw.activation()), Quantization.perTensor(out, draw.zeroPoint()));
        return shape.elements() <= MOST_VALUES;
    }

    /** Of an input's scale to the output's: mostly near 1, within 2^-9 and 2^7, which XNNPACK takes. */
    private static float ratio(Draw draw) {
        return draw.oneIn(3) ? draw.scale(-9, 7) : draw.scale(-2, 0);
    }

    static boolean averagePool(CaseGraph g, Draw draw) {
        return averagePool(g, draw, false);
    }

    /** Not over the whole image, which a stream adds up. */
    static boolean averagePoolRow(CaseGraph g, Draw draw) {
        return averagePool(g, draw, true);
    }

    private static boolean averagePool(CaseGraph g, Draw draw, boolean byRows) {
        int x = g.input(image(draw), any(draw));
        int kernelH = draw.kernelSide();
        int kernelW = draw.oneIn(4) ? draw.kernelSide() : kernelH;
        Window window = draw.window(false);
        Shape in = g.shape(x);
        boolean whole = window.padding() == Padding.VALID && kernelH == in.height() && kernelW == in.width();
        if (!fits(in, kernelH, kernelW, window) || (byRows && whole)) {
            return false;
        }
        g.add(new Op.AveragePool2d(x, g.next(), kernelH, kernelW, window, draw.activation()), g.quantization(x));
        return true;
    }

    static boolean maxPool(CaseGraph g, Draw draw) {
        int x = g.input(image(draw), any(draw));
        int kernelH = draw.kernelSide();
        int kernelW = draw.oneIn(4) ? draw.kernelSide() : kernelH;
        Window window = draw.window(false);
        if (!fits(g.shape(x), kernelH, kernelW, window)) {
            return false;
        }
        g.add(new Op.MaxPool2d(x, g.next(), kernelH, kernelW, window, draw.activation()), g.quantization(x));
        return true;
    }

    static boolean globalPool(CaseGraph g, Draw draw) {
        return globalPool(g, g.input(image(draw), any(draw)), draw);
    }

    /** A mean that adds up the rows of an image that a pooling of single pixels hands on. */
    static boolean globalPoolOfRows(CaseGraph g, Draw draw) {
        return globalPool(g, handOn(g, g.input(image(draw), any(draw))), draw);
    }

    private static boolean globalPool(CaseGraph g, int x, Draw draw) {
        Shape in = g.shape(x);
        g.add(
                new Op.AveragePool2d(x, g.next(), in.height(), in.width(), Window.valid(1), draw.activation()),
                g.quantization(x));
        return in.elements() <= MOST_VALUES;
    }

    /** A mean that brings the values to another scale. */
    static boolean mean(CaseGraph g, Draw draw) {
        int x = g.input(image(draw), any(draw));
        int channels = g.shape(x).channels();
        Shape out = draw.oneIn(2) ? Shape.of(1, channels) : Shape.of(1, 1, 1, channels);
        g.add(new Op.Mean(x, g.next()), out, any(draw));
        return g.shape(x).elements() <= MOST_VALUES;
    }

    static boolean reduceSum(CaseGraph g, Draw draw) {
        return reduce(g, draw, Reduction.SUM);
    }

    static boolean reduceMean(CaseGraph g, Draw draw) {
        return reduce(g, draw, Reduction.MEAN);
    }

    static boolean reduceMax(CaseGraph g, Draw draw) {
        return reduce(g, draw, Reduction.MAX);
    }

    private static boolean reduce(CaseGraph g, Draw draw, Reduction function) {
        int x = g.input(image(draw), any(draw));
        Shape in = g.shape(x);
        List<Integer> axes = new ArrayList<>();
        List<Integer> out = new ArrayList<>();
        boolean keeps = draw.oneIn(2);
        for (int axis = 0; axis < in.rank(); axis++) {
            boolean reduced = axis > 0 && draw.oneIn(2);
            if (reduced) {
                axes.add(axis);
            }
            if (!reduced || keeps) {
                out.add(reduced ? 1 : in.dim(axis));
            }
        }
        Quantization quantization = function == Reduction.MAX ? g.quantization(x) : any(draw);
        g.add(new Op.Reduce(x, g.next(), function, axes), new Shape(out), quantization);
        return in.elements() <= MOST_VALUES;
    }

    /** The same values as the output of an op. */
    static int handOn(CaseGraph g, int x) {
        return g.add(new Op.MaxPool2d(x, g.next(), 1, 1, Window.same(1), Activation.NONE), g.quantization(x));
    }

    static boolean softmax(CaseGraph g, Draw draw) {
        int depth = draw.oneIn(16) ? draw.between(1, 700) : draw.channels();
        Shape shape = draw.oneIn(2)
                ? Shape.of(draw.between(1, 4), depth)
                : Shape.of(1, draw.between(1, 3), draw.between(1, 3), depth);
        float scale = draw.oneIn(3) ? draw.scale(-24, 6) : draw.scale(-7, 0);
        int x = g.input(shape, Quantization.perTensor(scale, draw.zeroPoint()));
        float beta = draw.oneIn(4) ? draw.scale(-1, 1) : 1;
        g.add(new Op.Softmax(x, g.next(), beta), Quantization.perTensor(1f / 256, -128));
        return true;
    }

    static boolean concat(CaseGraph g, Draw draw) {
        int height = draw.side(8);
        int width = draw.side(8);
        Quantization quantization = any(draw);
        List<Integer> inputs = new ArrayList<>();
        int count = draw.between(1, 6);
        for (int i = 0; i < count; i++) {
            inputs.add(
                    i > 0 && draw.oneIn(5)
                            ? inputs.get(draw.between(0, i - 1))
                            : g.input(Shape.of(1, height, width, draw.channels()), quantization));
        }
        int out = g.add(new Op.Concat(inputs, g.next()), quantization);
        return g.shape(out).elements() <= MOST_VALUES;
    }

    static boolean resize(CaseGraph g, Draw draw) {
        int x = g.input(Shape.of(1, draw.side(8), draw.side(8), draw.channels()), any(draw));
        Shape in = g.shape(x);
        int factor = draw.between(1, 4);
        Shape out = Shape.of(1, in.height() * factor, in.width() * factor, in.channels());
        g.add(new Op.ResizeNearest(x, g.next()), out, g.quantization(x));
        return out.elements() <= MOST_VALUES;
    }

    private static Shape image(Draw draw) {
        return Shape.of(1, draw.side(10), draw.side(10), draw.channels());
    }

    private static Quantization any(Draw draw) {
        return Quantization.perTensor(draw.scale(-8, 1), draw.zeroPoint());
    }

    private static boolean fits(Shape in, int kernelH, int kernelW, Window w) {
        return in.elements() <= MOST_VALUES
                && (w.padding() == Padding.SAME || (kernelH <= in.height() && kernelW <= in.width()));
    }
}
