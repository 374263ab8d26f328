package io.tinsmith.codegen.cases;

import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.UnaryFunction;

/** Cases of functions of one value. */
final class ElementCases {
    private ElementCases() {}

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
