package io.tinsmith.codegen.cases;

import io.tinsmith.graph.Interpolation;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.ResizeAxis;
import io.tinsmith.graph.Shape;

/** Cases of resizes to any size. */
final class ResizeCases {
    private static final int MOST_VALUES = 2_500;

    private ResizeCases() {}

    static boolean nearest(CaseGraph g, Draw draw) {
        return resize(g, draw, Interpolation.NEAREST);
    }

    static boolean bilinear(CaseGraph g, Draw draw) {
        return resize(g, draw, Interpolation.BILINEAR);
    }

    private static boolean resize(CaseGraph g, Draw draw, Interpolation interpolation) {
        Shape in = Shape.of(1, draw.side(12), draw.side(12), draw.channels());
        Shape out = Shape.of(1, draw.side(40), draw.side(40), in.channels());
        int x = g.input(in, Quantization.perTensor(draw.scale(-8, 1), draw.zeroPoint()));
        int rule = draw.between(0, 2);
        Op.Resize op = new Op.Resize(x, g.next(), interpolation, rule == 1, rule == 2);
        boolean exact = ResizeAxis.of(op, in, out, 1).isExact()
                && ResizeAxis.of(op, in, out, 2).isExact();
        if (out.elements() > MOST_VALUES || !exact) {
            return false;
        }
        g.add(op, out, g.quantization(x));
        return true;
    }
}
