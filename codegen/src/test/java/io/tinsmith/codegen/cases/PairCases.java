package io.tinsmith.codegen.cases;

import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Shape;

/** Cases of pairwise ops: of equal shapes, and with an input that repeats. */
final class PairCases {
    private PairCases() {}

    /** Adds an op. */
    private interface Maker {
        void add(CaseGraph g, int left, int right, Draw draw);
    }

    static boolean mul(CaseGraph g, Draw draw) {
        return mul(g, draw, false);
    }

    /** An image by one value for each channel. */
    static boolean mulOfChannels(CaseGraph g, Draw draw) {
        return mul(g, draw, true);
    }

    private static boolean mul(CaseGraph g, Draw draw, boolean channelwise) {
        Shape shape = image(draw);
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
        Quantization q = Quantization.perTensor(draw.scale(b, b), draw.zeroPoint());
        int right = !channelwise && factor == a - out && draw.oneIn(2) ? left : other(g, draw, other, q, channelwise);
        g.add(
                new Op.Mul(left, right, g.next(), draw.activation()),
                Quantization.perTensor(draw.scale(out, out), draw.zeroPoint()));
        return !g.isFunction(right);
    }

    static boolean sub(CaseGraph g, Draw draw) {
        return sum(g, draw, false, PairCases::sub);
    }

    static boolean subOfChannels(CaseGraph g, Draw draw) {
        return sum(g, draw, true, PairCases::sub);
    }

    static boolean addOfChannels(CaseGraph g, Draw draw) {
        return sum(g, draw, true, (graph, left, right, d) -> {
            int out = d.between(-8, 1);
            graph.add(
                    new Op.Add(left, right, graph.next(), d.activation()),
                    Quantization.perTensor(d.scale(out, out), d.zeroPoint()));
        });
    }

    private static void sub(CaseGraph g, int left, int right, Draw draw) {
        int out = draw.between(-8, 1);
        g.add(
                new Op.Sub(left, right, g.next(), draw.activation()),
                Quantization.perTensor(draw.scale(out, out), draw.zeroPoint()));
    }

    private static boolean sum(CaseGraph g, Draw draw, boolean channelwise, Maker maker) {
        Shape shape = image(draw);
        Shape other = channelwise ? Shape.of(1, 1, 1, shape.channels()) : shape;
        if (channelwise && other.equals(shape)) {
            return false;
        }
        int a = g.input(shape, any(draw));
        int b = other(g, draw, other, any(draw), channelwise);
        boolean swapped = draw.oneIn(2);
        maker.add(g, swapped ? b : a, swapped ? a : b, draw);
        return !g.isFunction(b);
    }

    static boolean maximum(CaseGraph g, Draw draw) {
        return extreme(g, draw, true);
    }

    static boolean minimum(CaseGraph g, Draw draw) {
        return extreme(g, draw, false);
    }

    /** Of equal shapes, or with one value a channel. */
    private static boolean extreme(CaseGraph g, Draw draw, boolean maximum) {
        Shape shape = image(draw);
        boolean channelwise = draw.oneIn(2);
        Quantization q = any(draw);
        int left = g.input(shape, q);
        int right = other(g, draw, channelwise ? Shape.of(shape.channels()) : shape, q, channelwise);
        g.add(maximum ? new Op.Maximum(left, right, g.next()) : new Op.Minimum(left, right, g.next()), q);
        return !g.isFunction(right);
    }

    static boolean prelu(CaseGraph g, Draw draw) {
        Shape shape = image(draw);
        int left = g.input(shape, any(draw));
        int slopes = g.constant(
                Shape.of(1, 1, shape.channels()),
                draw.values(shape.channels(), 0),
                Quantization.perTensor(draw.scale(-10, 1), draw.zeroPoint()));
        g.add(new Op.Prelu(left, slopes, g.next()), any(draw));
        return !g.isFunction(slopes);
    }

    /** With one constant, which makes it a function of one value. */
    static boolean withConstant(CaseGraph g, Draw draw) {
        Quantization q = any(draw);
        int x = g.input(image(draw), q);
        boolean same = draw.oneIn(2);
        int one = g.constant(draw.oneIn(2) ? Shape.of() : Shape.of(1), draw.values(1, 0), same ? q : any(draw));
        boolean swapped = draw.oneIn(2);
        int left = swapped ? one : x;
        int right = swapped ? x : one;
        if (same) {
            g.add(draw.oneIn(2) ? new Op.Maximum(left, right, g.next()) : new Op.Minimum(left, right, g.next()), q);
            return true;
        }
        Op op = switch (draw.between(0, 3)) {
            case 0 -> new Op.Add(left, right, g.next(), draw.activation());
            case 1 -> new Op.Sub(left, right, g.next(), draw.activation());
            case 2 -> new Op.Mul(left, right, g.next(), draw.activation());
            default -> new Op.Prelu(x, one, g.next());
        };
        g.add(op, any(draw));
        return true;
    }

    /** The second input; what repeats is constant in half of all cases. */
    private static int other(CaseGraph g, Draw draw, Shape shape, Quantization q, boolean repeats) {
        return repeats && draw.oneIn(2)
                ? g.constant(shape, draw.values(shape.elements(), q.zeroPoint()), q)
                : g.input(shape, q);
    }

    private static Shape image(Draw draw) {
        return Shape.of(1, draw.side(10), draw.side(10), draw.channels());
    }

    private static Quantization any(Draw draw) {
        return Quantization.perTensor(draw.scale(-8, 1), draw.zeroPoint());
    }
}
