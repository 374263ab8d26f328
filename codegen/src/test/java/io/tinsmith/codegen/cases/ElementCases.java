package io.tinsmith.codegen.cases;

import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.UnaryFunction;

/** Cases of products and of functions of one value. */
final class ElementCases {
    private ElementCases() {}

    static boolean mul(CaseGraph g, Draw draw) {
        return mul(g, draw, false);
    }

    /** An image by one value for each channel. */
    static boolean mulOfChannels(CaseGraph g, Draw draw) {
        return mul(g, draw, true);
    }

    private static boolean mul(CaseGraph g, Draw draw, boolean channelwise) {
        Shape shape = Shape.of(1, draw.side(10), draw.side(10), draw.channels());
        Shape other = channelwise ? Shape.of(1, 1, 1, shape.channels()) : shape;
        if (channelwise && other.equals(shape)) {
            return false;
        }
        // The products of two values of 8 bits have some 14.
        int factor = draw.oneIn(4) ? draw.between(-33, 27) : draw.between(-10, -4);
        int out = draw.between(-8, 1);
        int a = draw.between(-8, 1);
        int left = g.input(shape, Quantization.perTensor(draw.scale(a, a), draw.zeroPoint()));
        int b = factor + out - a;
        int right = !channelwise && factor == a - out && draw.oneIn(2)
                ? left
                : g.input(other, Quantization.perTensor(draw.scale(b, b), draw.zeroPoint()));
        g.add(
                new Op.Mul(left, right, g.next(), draw.activation()),
                Quantization.perTensor(draw.scale(out, out), draw.zeroPoint()));
        return true;
    }

    static boolean unary(CaseGraph g, Draw draw) {
        Shape shape = Shape.of(1, draw.side(10), draw.side(10), draw.channels());
        UnaryFunction[] functions = UnaryFunction.values();
        UnaryFunction function = functions[draw.between(0, functions.length - 1)];
        float alpha = function == UnaryFunction.LEAKY_RELU ? draw.of(-1, 1) * Math.min(1, draw.scale(-10, 0)) : 0;
        int x = g.input(shape, Quantization.perTensor(draw.scale(-8, 1), draw.zeroPoint()));
        Quantization out =
                function.outputQuantization().orElse(Quantization.perTensor(draw.scale(-8, 1), draw.zeroPoint()));
        // The factor in / (128 * out) of a hard-swish must be below 1.
        boolean tooFar =
                function == UnaryFunction.HARD_SWISH && g.quantization(x).scale() > 100 * out.scale();
        g.add(new Op.Unary(x, g.next(), function, alpha), out);
        return !tooFar;
    }
}
