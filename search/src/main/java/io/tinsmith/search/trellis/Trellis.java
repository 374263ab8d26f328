package io.tinsmith.search.trellis;

import io.tinsmith.search.internal.Checks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Layers of nodes (Liu et al. 2019, Auto-DeepLab, arXiv:1901.02985, section 3.2; several nodes of a layer are the branches
 * of HRNet, Wang et al. 2020, arXiv:1908.07919, section 3). The stem is level 0 of the layer before the first. All nodes of
 * the last layer are outputs, and every other node is read.
 *
 * @param layers nodes of each by ascending level, at least one
 */
public record Trellis(List<List<TrellisNode>> layers) {
    public Trellis {
        layers = layers.stream().map(Trellis::sorted).toList();
        Checks.range("number of layers", layers.size(), 1, 64);
        Set<Integer> before = Set.of(0);
        for (int i = 0; i < layers.size(); i++) {
            Set<Integer> read =
                    layers.get(i).stream().flatMap(n -> n.from().stream()).collect(Collectors.toSet());
            requireEqual(i, before, read);
            before = levels(layers.get(i));
        }
    }

    private static List<TrellisNode> sorted(List<TrellisNode> layer) {
        List<TrellisNode> nodes = layer.stream()
                .sorted(Comparator.comparingInt(TrellisNode::level))
                .toList();
        if (nodes.isEmpty() || levels(nodes).size() < nodes.size()) {
            throw new IllegalArgumentException("A layer has " + nodes.size() + " nodes of the levels " + levels(nodes)
                    + ".\nMaybe give each layer one node or more, each of another level.");
        }
        return nodes;
    }

    private static Set<Integer> levels(List<TrellisNode> layer) {
        return layer.stream().map(TrellisNode::level).collect(Collectors.toSet());
    }

    private static void requireEqual(int layer, Set<Integer> there, Set<Integer> read) {
        for (int level : read) {
            if (!there.contains(level)) {
                throw new IllegalArgumentException("The layer (" + (layer + 1) + ") reads the level (" + level
                        + "), which the layer before does not have.\nMaybe read one of " + there + ".");
            }
        }
        for (int level : there) {
            if (!read.contains(level)) {
                throw new IllegalArgumentException(
                        "No node of the layer (" + (layer + 1) + ") reads the level (" + level
                                + ") of the layer before.\nMaybe leave that node out: only the last layer's are outputs.");
            }
        }
    }

    /** The nodes of the last layer, by ascending level: the finest first. */
    public List<TrellisNode> outputs() {
        return layers.get(layers.size() - 1);
    }

    /** The coarsest level of any node. */
    public int deepestLevel() {
        return layers.stream()
                .flatMap(List::stream)
                .mapToInt(TrellisNode::level)
                .max()
                .orElse(0);
    }

    Optional<TrellisNode> node(int layer, int level) {
        return layers.get(layer).stream().filter(n -> n.level() == level).findFirst();
    }

    /** All nodes of either, compared: two genes each, operation and inputs. */
    record Difference(int differing, int genes) {}

    Difference difference(Trellis other) {
        int differing = 0;
        int genes = 0;
        for (int i = 0; i < Math.max(layers.size(), other.layers.size()); i++) {
            Set<Integer> levels = new HashSet<>();
            List<Trellis> both = new ArrayList<>();
            for (Trellis trellis : List.of(this, other)) {
                if (i < trellis.layers.size()) {
                    levels.addAll(levels(trellis.layers.get(i)));
                    both.add(trellis);
                }
            }
            for (int level : levels) {
                genes += 2;
                differing += both.size() < 2 ? 2 : differing(node(i, level), other.node(i, level));
            }
        }
        return new Difference(differing, genes);
    }

    private static int differing(Optional<TrellisNode> a, Optional<TrellisNode> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return 2;
        }
        return (a.get().op() == b.get().op() ? 0 : 1)
                + (a.get().from().equals(b.get().from()) ? 0 : 1);
    }

    String summary() {
        return layers.stream()
                .map(layer -> layer.stream().map(TrellisNode::summary).collect(Collectors.joining(" & ")))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
