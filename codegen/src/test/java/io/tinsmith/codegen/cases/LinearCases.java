package io.tinsmith.codegen.cases;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;

/** Cases of layers with weights. */
final class LinearCases {
    private static final int MOST_WEIGHTS = 10_000;
    private static final int MOST_VALUES = 2_500;
    private static final long MOST_MACS = 150_000;

    private LinearCases() {}

    static boolean conv(CaseGraph g, Draw draw) {
        boolean tall = draw.oneIn(12);
        int kernelH = tall ? 10 : draw.kernelSide();
        int kernelW = tall ? 4 : draw.oneIn(4) ? draw.kernelSide() : kernelH;
        int channels = draw.oneIn(4) ? draw.of(1, 3) : draw.channels();
        Window window = draw.window(true);
        boolean pointwise = kernelH == 1 && kernelW == 1 && window.strideH() == 1 && window.strideW() == 1;
        return !pointwise && conv(g, draw, channels, draw.channels(), kernelH, kernelW, window);
    }

    static boolean pointwise(CaseGraph g, Draw draw) {
        int out = draw.channels();
        int in = draw.oneIn(8) ? draw.between(41, 150) : draw.channels();
        return conv(g, draw, in, out, 1, 1, Window.same(1));
    }

    private static boolean conv(CaseGraph g, Draw draw, int inC, int outC, int kernelH, int kernelW, Window window) {
        Shape in = Shape.of(1, draw.side(13), draw.side(13), inC);
        if (!fits(in, outC, (long) kernelH * kernelW * inC, kernelH, kernelW, window)) {
            return false;
        }
        int taps = kernelH * kernelW * inC;
        LayerScales scales = LayerScales.of(draw, taps, outC);
        int x = g.input(in, Quantization.perTensor(scales.in(), draw.zeroPoint()));
        layerConv(g, draw, x, Shape.of(outC, kernelH, kernelW, inC), window, scales, draw.activation());
        return true;
    }

    private static int layerConv(
            CaseGraph g, Draw draw, int x, Shape shape, Window window, LayerScales scales, Activation activation) {
        int weights = g.weights(shape, draw.weights(shape.elements()), scales.weights(), 0);
        int bias = g.bias(draw.biases(shape.dim(0)));
        return g.add(new Op.Conv2d(x, weights, bias, g.next(), window, activation), out(draw, scales));
    }

    /** In two groups or more, of few channels each. */
    static boolean convOfGroups(CaseGraph g, Draw draw) {
        int groups = draw.between(2, 8);
        int inC = groups * draw.between(1, 5);
        int outC = groups * draw.between(1, 5);
        int kernelH = draw.kernelSide();
        int kernelW = draw.oneIn(4) ? draw.kernelSide() : kernelH;
        Window window = draw.window(true);
        Shape in = Shape.of(1, draw.side(13), draw.side(13), inC);
        int taps = kernelH * kernelW * inC / groups;
        if (!fits(in, outC, taps, kernelH, kernelW, window)) {
            return false;
        }
        LayerScales scales = LayerScales.of(draw, taps, outC);
        int x = g.input(in, Quantization.perTensor(scales.in(), draw.zeroPoint()));
        layerConv(g, draw, x, Shape.of(outC, kernelH, kernelW, inC / groups), window, scales, draw.activation());
        return true;
    }

    /** Depthwise with two output channels or more for each of the input. */
    static boolean depthwiseWithMultiplier(CaseGraph g, Draw draw) {
        int inC = draw.between(1, 12);
        int outC = inC * draw.between(2, 4);
        int kernelH = draw.kernelSide();
        int kernelW = draw.oneIn(4) ? draw.kernelSide() : kernelH;
        Window window = draw.window(true);
        Shape in = Shape.of(1, draw.side(13), draw.side(13), inC);
        if (!fits(in, outC, (long) kernelH * kernelW, kernelH, kernelW, window)) {
            return false;
        }
        LayerScales scales = LayerScales.of(draw, kernelH * kernelW, outC);
        int x = g.input(in, Quantization.perTensor(scales.in(), draw.zeroPoint()));
        layerDepthwise(g, draw, x, Shape.of(1, kernelH, kernelW, outC), window, scales);
        return true;
    }

    static boolean depthwise(CaseGraph g, Draw draw) {
        boolean tall = draw.oneIn(12);
        int kernelH = tall ? 10 : draw.kernelSide();
        int kernelW = tall ? 4 : draw.oneIn(4) ? draw.kernelSide() : kernelH;
        return depthwise(g, draw, kernelH, kernelW, draw.window(true));
    }

    static boolean depthwiseOfStrideOne(CaseGraph g, Draw draw) {
        int kernelH = draw.kernelSide();
        int kernelW = draw.oneIn(4) ? draw.kernelSide() : kernelH;
        return depthwise(g, draw, kernelH, kernelW, Window.same(1));
    }

    private static boolean depthwise(CaseGraph g, Draw draw, int kernelH, int kernelW, Window window) {
        int channels = draw.channels();
        Shape in = Shape.of(1, draw.side(13), draw.side(13), channels);
        if (!fits(in, channels, (long) kernelH * kernelW, kernelH, kernelW, window)) {
            return false;
        }
        LayerScales scales = LayerScales.of(draw, kernelH * kernelW, channels);
        int x = g.input(in, Quantization.perTensor(scales.in(), draw.zeroPoint()));
        layerDepthwise(g, draw, x, Shape.of(1, kernelH, kernelW, channels), window, scales);
        return true;
    }

    private static int layerDepthwise(CaseGraph g, Draw draw, int x, Shape shape, Window window, LayerScales scales) {
        int weights = g.weights(shape, draw.weights(shape.elements()), scales.weights(), 3);
        int bias = g.bias(draw.biases(shape.dim(3)));
        return g.add(new Op.DepthwiseConv2d(x, weights, bias, g.next(), window, draw.activation()), out(draw, scales));
    }

    static boolean transposed(CaseGraph g, Draw draw) {
        int kernelH = draw.kernelSide();
        int kernelW = draw.oneIn(4) ? draw.kernelSide() : kernelH;
        Window window = draw.window(false);
        int inC = draw.channels();
        int outC = draw.channels();
        Padding padding = window.padding();
        Shape out = Shape.of(1, draw.side(20), draw.side(20), outC);
        if (padding == Padding.VALID && (kernelH > out.height() || kernelW > out.width())) {
            return false;
        }
        Shape in = Shape.of(
                1,
                padding.outputExtent(out.height(), kernelH, window.strideH(), 1),
                padding.outputExtent(out.width(), kernelW, window.strideW(), 1),
                inC);
        int taps = kernelH * kernelW * inC;
        if (in.elements() > MOST_VALUES
                || out.elements() > MOST_VALUES
                || taps * outC > MOST_WEIGHTS
                || in.elements() * kernelH * kernelW * outC > MOST_MACS) {
            return false;
        }
        LayerScales scales = LayerScales.of(draw, taps, outC);
        int x = g.input(in, Quantization.perTensor(scales.in(), draw.zeroPoint()));
        Shape shape = Shape.of(outC, kernelH, kernelW, inC);
        int weights = g.weights(shape, draw.weights(shape.elements()), scales.weights(), 0);
        int bias = g.bias(draw.biases(outC));
        g.add(
                new Op.TransposeConv(x, weights, bias, g.next(), window, draw.activation()),
                out,
                Quantization.perTensor(scales.out(), draw.zeroPoint()));
        return true;
    }

    static boolean dense(CaseGraph g, Draw draw) {
        int features = draw.oneIn(3) ? draw.channels() : draw.between(1, 600);
        return dense(g, draw, Shape.of(1, features), draw.channels(), draw.activation(), false);
    }

    /** Dense layers whose weights mostly stand in halves of words, where they may. */
    static boolean denseInHalves(CaseGraph g, Draw draw) {
        int features = 8 * draw.between(16, 75);
        int out = 4 * (1 + 1024 / features + draw.between(0, 2));
        Activation activation = draw.oneIn(8) ? draw.activation() : Activation.NONE;
        return dense(g, draw, Shape.of(1, features), out, activation, false);
    }

    /** A dense layer that adds up the rows of an image that a pooling of single pixels hands on. */
    static boolean denseOfRows(CaseGraph g, Draw draw) {
        return dense(
                g,
                draw,
                Shape.of(1, draw.side(9), draw.side(9), draw.channels()),
                draw.channels(),
                draw.activation(),
                true);
    }

    private static boolean dense(CaseGraph g, Draw draw, Shape in, int out, Activation activation, boolean byRows) {
        int features = Math.toIntExact(in.elements());
        if (features * out > MOST_WEIGHTS) {
            return false;
        }
        LayerScales scales = LayerScales.of(draw, features, out);
        int x = g.input(in, Quantization.perTensor(scales.in(), draw.zeroPoint()));
        if (byRows) {
            x = OtherCases.handOn(g, x);
        }
        Shape shape = Shape.of(out, features);
        int weights = g.weights(shape, draw.weights(shape.elements()), scales.weights(), 0);
        int bias = g.bias(draw.biases(out));
        g.add(new Op.FullyConnected(x, weights, bias, g.next(), activation), out(draw, scales));
        return true;
    }

    /** Expand, filter, project. */
    static boolean bottleneck(CaseGraph g, Draw draw) {
        int kernel = draw.kernelSide();
        int wide = draw.channels();
        int stride = draw.between(1, 2);
        int dilation = stride == 1 && draw.oneIn(5) ? 2 : 1;
        Window window = new Window(stride, stride, dilation, dilation, Padding.SAME);
        Shape in = Shape.of(1, draw.side(9), draw.side(9), draw.between(1, 20));
        int outC = draw.between(1, 20);
        if (!fits(in, wide, (long) kernel * kernel * (in.channels() + outC), kernel, kernel, window)) {
            return false;
        }
        LayerScales expand = LayerScales.of(draw, in.channels(), wide);
        int x = g.input(in, Quantization.perTensor(expand.in(), draw.zeroPoint()));
        Shape expandShape = Shape.of(wide, 1, 1, in.channels());
        x = layerConv(g, draw, x, expandShape, Window.same(1), expand, draw.activation());
        LayerScales filter = LayerScales.of(draw, kernel * kernel, wide).withIn(expand.out());
        x = layerDepthwise(g, draw, x, Shape.of(1, kernel, kernel, wide), window, filter);
        LayerScales project = LayerScales.of(draw, wide, outC).withIn(filter.out());
        layerConv(g, draw, x, Shape.of(outC, 1, 1, wide), Window.same(1), project, Activation.NONE);
        return true;
    }

    private static Quantization out(Draw draw, LayerScales scales) {
        return Quantization.perTensor(scales.out(), draw.zeroPoint());
    }

    private static boolean fits(Shape in, int outC, long taps, int kernelH, int kernelW, Window w) {
        if (w.padding() == Padding.VALID
                && ((kernelH - 1) * w.dilationH() >= in.height() || (kernelW - 1) * w.dilationW() >= in.width())) {
            return false;
        }
        long outH = w.padding().outputExtent(in.height(), kernelH, w.strideH(), w.dilationH());
        long outW = w.padding().outputExtent(in.width(), kernelW, w.strideW(), w.dilationW());
        return in.elements() <= MOST_VALUES
                && outH * outW * outC <= MOST_VALUES
                && outC * taps <= MOST_WEIGHTS
                && outH * outW * outC * taps <= MOST_MACS;
    }
}
