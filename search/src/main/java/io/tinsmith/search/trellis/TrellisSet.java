package io.tinsmith.search.trellis;

import io.tinsmith.search.Choice;
import io.tinsmith.search.cell.LayerOp;
import io.tinsmith.search.internal.Checks;
import io.tinsmith.search.internal.Choices;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/**
 * What a trellis may be: so many layers and levels, and every way between them.
 *
 * @param branches most nodes of a layer; 1 for single paths, as in Auto-DeepLab
 */
public record TrellisSet(int layers, int levels, int branches, List<LayerOp> operations) {
    public TrellisSet {
        Checks.range("layers", layers, 1, 64);
        Checks.range("number of levels", levels, 1, TrellisNode.MOST_LEVELS);
        Checks.range("branches", branches, 1, levels);
        if (operations.isEmpty()) {
            throw new IllegalArgumentException(
                    "The set of operations is empty.\nMaybe give one value, such as [conv-3x3].");
        }
        operations = operations.stream().distinct().sorted().toList();
    }

    /** Exact number of trellises. */
    public BigInteger size() {
        return TrellisCount.of(this);
    }

    boolean contains(Trellis trellis) {
        return trellis.layers().size() == layers
                && trellis.deepestLevel() < levels
                && trellis.layers().stream()
                        .allMatch(layer ->
                                layer.size() <= branches && layer.stream().allMatch(n -> operations.contains(n.op())));
    }

    /** A walk, then more with probability 1/2 each. */
    Trellis sample(SplittableRandom random) {
        Ways ways = Ways.walk(layers, levels, random);
        while (random.nextBoolean()) {
            ways = within(ways.with(Ways.walk(layers, levels, random)), ways);
        }
        return trellis(ways, (layer, level) -> Choices.draw(operations, random));
    }

    /** The stem's resolution all the way, with the operation of the fewest weights. */
    Trellis smallest() {
        LayerOp op = LayerOp.lightest(operations);
        return trellis(Ways.straight(layers, levels), (layer, level) -> op);
    }

    /**
     * Operations are drawn anew, and ways between nodes change, with probability {@code rate} each; with that of any layer's
     * there is another walk. Where no way is left, or too many nodes, the ways stay.
     */
    Trellis mutate(Trellis parent, double rate, SplittableRandom random) {
        Ways old = Ways.of(parent, levels);
        Ways ways = old.copy();
        for (int layer = 0; layer < layers; layer++) {
            for (int level = 0; level < levels; level++) {
                for (int source = Math.max(0, level - 1); source <= Math.min(levels - 1, level + 1); source++) {
                    boolean between = (old.nodes(layer - 1) >> source & old.nodes(layer) >> level & 1) == 1;
                    if (between && random.nextDouble() < rate) {
                        ways.set(layer, source, level, !old.has(layer, source, level));
                    }
                }
            }
        }
        if (random.nextDouble() < rate * layers / 2) {
            ways = ways.with(Ways.walk(layers, levels, random));
        }
        return trellis(
                within(ways.pruned(), old),
                (layer, level) -> parent.node(layer, level)
                        .map(node -> Choices.redraw(node.op(), operations, rate, random))
                        .orElseGet(() -> Choices.draw(operations, random)));
    }

    /** Ways that both have, and each of the others or not. */
    Trellis crossover(Trellis a, Trellis b, SplittableRandom random) {
        Ways one = Ways.of(a, levels);
        Ways two = Ways.of(b, levels);
        Ways ways = one.with(two);
        for (int layer = 0; layer < layers; layer++) {
            for (int level = 0; level < levels; level++) {
                for (int source = 0; source < levels; source++) {
                    if (one.has(layer, source, level) != two.has(layer, source, level) && random.nextBoolean()) {
                        ways.set(layer, source, level, false);
                    }
                }
            }
        }
        Ways kept = within(ways.pruned(), Choices.either(one, two, random));
        return trellis(kept, (layer, level) -> {
            Optional<LayerOp> mine = a.node(layer, level).map(TrellisNode::op);
            Optional<LayerOp> theirs = b.node(layer, level).map(TrellisNode::op);
            LayerOp op = mine.or(() -> theirs).orElseThrow();
            return Choices.either(op, theirs.orElse(op), random);
        });
    }

    /** By layer and level: the operation, then whether each level of the layer before is read that may be. */
    List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            for (int level = 0; level < levels; level++) {
                String node = "layer " + (layer + 1) + " level " + level;
                choices.add(Choice.numbered(node + " operation", operations.size()));
                for (int source = Math.max(0, level - 1); source <= Math.min(levels - 1, level + 1); source++) {
                    choices.add(Choice.numbered(node + " from " + source, 2));
                }
            }
        }
        return choices;
    }

    List<Integer> toChoices(Trellis trellis) {
        Ways ways = Ways.of(trellis, levels);
        List<Integer> indices = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            for (int level = 0; level < levels; level++) {
                indices.add(trellis.node(layer, level)
                        .map(node -> operations.indexOf(node.op()))
                        .orElse(0));
                for (int source = Math.max(0, level - 1); source <= Math.min(levels - 1, level + 1); source++) {
                    indices.add(ways.has(layer, source, level) ? 1 : 0);
                }
            }
        }
        return indices;
    }

    /**
     * Takes as many indices as there are choices. Ways that lead nowhere are left out, the coarsest nodes where there are too
     * many, and where no way leads through it stays at level 0.
     */
    Trellis fromChoices(Iterator<Integer> indices) {
        Ways ways = Ways.none(layers, levels);
        LayerOp[][] ops = new LayerOp[layers][levels];
        for (int layer = 0; layer < layers; layer++) {
            for (int level = 0; level < levels; level++) {
                ops[layer][level] = operations.get(indices.next());
                for (int source = Math.max(0, level - 1); source <= Math.min(levels - 1, level + 1); source++) {
                    ways.set(layer, source, level, indices.next() == 1);
                }
            }
        }
        Ways kept = within(ways.pruned().narrowed(branches).pruned(), Ways.straight(layers, levels));
        return trellis(kept, (layer, level) -> ops[layer][level]);
    }

    private Ways within(Ways ways, Ways otherwise) {
        return ways.widest() >= 1 && ways.widest() <= branches ? ways : otherwise;
    }

    private Trellis trellis(Ways ways, BiFunction<Integer, Integer, LayerOp> op) {
        List<List<TrellisNode>> all = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            List<TrellisNode> nodes = new ArrayList<>();
            for (int level = 0; level < levels; level++) {
                List<Integer> from = new ArrayList<>();
                for (int source = 0; source < levels; source++) {
                    if (ways.has(layer, source, level)) {
                        from.add(source);
                    }
                }
                if (!from.isEmpty()) {
                    nodes.add(new TrellisNode(level, op.apply(layer, level), from));
                }
            }
            all.add(nodes);
        }
        return new Trellis(all);
    }
}
