package io.tinsmith.cli.relaxed;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Shape;
import io.tinsmith.search.Architecture;
import io.tinsmith.search.Choice;
import io.tinsmith.search.SearchSpace;
import io.tinsmith.search.relaxed.ChainRelaxation;
import io.tinsmith.training.relaxed.MixedNetwork;
import io.tinsmith.training.relaxed.MixedNetwork.Mask;
import io.tinsmith.training.relaxed.MixedNetwork.Node;
import io.tinsmith.training.relaxed.MixedNetwork.Option;
import io.tinsmith.training.relaxed.MixedNetwork.Sum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Writes a relaxed chain as a network with open choices, in the order of {@link ChainRelaxation#choices}. All parts have the
 * greatest widths; a width is a mask on what leaves the stem, a block or the head. So the hidden channels of a block are
 * those of the greatest width, and only its cost knows better. A depth is the choice among the blocks' outputs.
 */
public final class MixedNetworks {
    private final ChainRelaxation relaxation;
    private final List<Node> nodes = new ArrayList<>();
    private int choice;

    private MixedNetworks(ChainRelaxation relaxation) {
        this.relaxation = relaxation;
    }

    /** The network of all members. */
    public static MixedNetwork of(ChainRelaxation relaxation) {
        return new MixedNetworks(relaxation).build();
    }

    private MixedNetwork build() {
        SearchSpace space = relaxation.space();
        List<List<Graph>> parts = parts();
        List<Graph> any = parts.get(0);
        int x = masked(add(Sum.fixed(0, any.get(0))), space.stemWidths());
        int block = 1;
        for (int s = 0; s < space.stages().size(); s++) {
            int width = choice++;
            int depth = choice++;
            List<Integer> depths = space.stages().get(s).depths();
            List<Integer> outputs = new ArrayList<>();
            for (int i = 0; i < depths.get(depths.size() - 1); i++) {
                List<Option> options = new ArrayList<>();
                for (int a = 0; a < relaxation.alternatives(s).size(); a++) {
                    options.add(new Option(x, Optional.of(parts.get(a).get(block))));
                }
                block++;
                x = masked(
                        add(new Sum(choice++, options)),
                        width,
                        space.stages().get(s).widths());
                outputs.add(x);
            }
            if (depths.size() > 1) {
                x = add(new Sum(
                        depth,
                        depths.stream()
                                .map(d -> new Option(outputs.get(d - 1), Optional.empty()))
                                .toList()));
            }
        }
        if (any.size() == block + 2) {
            x = masked(add(Sum.fixed(x, any.get(block))), space.headWidths());
        }
        add(Sum.fixed(x, any.get(any.size() - 1)));
        List<Integer> sizes = relaxation.choices().stream().map(Choice::size).toList();
        Architecture widest = widest(0);
        Shape image = widest.inputShape();
        return new MixedNetwork(image, space.classes(), sizes, nodes);
    }

    /** Of the widest members, one for each alternative of the stage that has most. */
    private List<List<Graph>> parts() {
        int most = 0;
        for (int s = 0; s < relaxation.space().stages().size(); s++) {
            most = Math.max(most, relaxation.alternatives(s).size());
        }
        List<List<Graph>> parts = new ArrayList<>();
        for (int a = 0; a < Math.max(1, most); a++) {
            parts.add(widest(a).parts(DType.FLOAT32));
        }
        return parts;
    }

    private Architecture widest(int alternative) {
        List<Integer> alternatives = new ArrayList<>();
        for (int s = 0; s < relaxation.space().stages().size(); s++) {
            alternatives.add(Math.min(alternative, relaxation.alternatives(s).size() - 1));
        }
        return relaxation.widest(Collections.unmodifiableList(alternatives));
    }

    private int masked(int x, List<Integer> widths) {
        return masked(x, choice++, widths);
    }

    private int masked(int x, int of, List<Integer> widths) {
        return widths.size() == 1 ? x : add(new Mask(of, x, widths));
    }

    private int add(Node node) {
        nodes.add(node);
        return nodes.size();
    }
}
