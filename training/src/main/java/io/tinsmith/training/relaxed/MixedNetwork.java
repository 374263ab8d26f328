package io.tinsmith.training.relaxed;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network with choices left open: each choice weighs its options by gates, which sum to 1 (Liu et al. 2019,
 * arXiv:1806.09055, section 2.2). Nodes read values: value 0 is the image, value i + 1 what node i gives; the last one is
 * the logits.
 *
 * @param image {@code [1, H, W, C]}
 * @param choices how many options each has
 */
public record MixedNetwork(Shape image, int classes, List<Integer> choices, List<Node> nodes) {
    /** The choice of nodes with one option, which always counts in full. */
    public static final int FIXED = -1;

    /** Something that is computed. */
    public sealed interface Node {
        /** The choice whose gates weigh it, or {@link #FIXED}. */
        int choice();
    }

    /**
     * The weighted sum of its options, all of one shape.
     *
     * @param options as many as the choice has, or one where it is {@link #FIXED}
     */
    public record Sum(int choice, List<Option> options) implements Node {
        public Sum {
            options = List.copyOf(options);
        }

        /** A part that is not chosen. */
        public static Sum fixed(int input, Graph part) {
            return new Sum(FIXED, List.of(new Option(input, Optional.of(part))));
        }
    }

    /**
     * One way to compute a node.
     *
     * @param input the value that it reads
     * @param part what it computes, with one input and one output; without it, the value itself
     */
    public record Option(int input, Optional<Graph> part) {}

    /**
     * A value of which only the first channels count (Wan et al. 2020, arXiv:2004.05565, section 3.1): the sum over the
     * widths of the gate times the value with all further channels 0.
     *
     * @param widths one for each option
     */
    public record Mask(int choice, int input, List<Integer> widths) implements Node {
        public Mask {
            widths = List.copyOf(widths);
        }
    }

    public MixedNetwork {
        choices = List.copyOf(choices);
        nodes = List.copyOf(nodes);
        List<Shape> shapes = shapes(image, choices, nodes);
        if (nodes.isEmpty() || shapes.get(nodes.size()).elements() != classes) {
            throw new IllegalArgumentException("The last node does not give " + classes + " logits.");
        }
    }

    /** The shape of each value, for one image. */
    public List<Shape> shapes() {
        return shapes(image, choices, nodes);
    }

    private static List<Shape> shapes(Shape image, List<Integer> choices, List<Node> nodes) {
        List<Shape> shapes = new ArrayList<>(List.of(image));
        for (int n = 0; n < nodes.size(); n++) {
            Node node = nodes.get(n);
            int options = node.choice() == FIXED ? 1 : choices.get(node.choice());
            if (node instanceof Mask mask) {
                require(mask.widths().size() == options, n, "as many widths as its choice has options");
                shapes.add(shapes.get(mask.input()));
                continue;
            }
            Sum sum = (Sum) node;
            require(sum.options().size() == options, n, "as many options as its choice");
            List<Shape> outputs = new ArrayList<>();
            for (Option option : sum.options()) {
                Shape in = shapes.get(option.input());
                require(option.part().map(p -> p.input().shape().equals(in)).orElse(true), n, "parts of its input");
                outputs.add(option.part().map(p -> p.output().shape()).orElse(in));
            }
            require(outputs.stream().distinct().count() == 1, n, "options of one shape, not " + outputs);
            shapes.add(outputs.get(0));
        }
        return shapes;
    }

    private static void require(boolean holds, int node, String what) {
        if (!holds) {
            throw new IllegalArgumentException("The node (" + node + ") does not have " + what + ".");
        }
    }
}
