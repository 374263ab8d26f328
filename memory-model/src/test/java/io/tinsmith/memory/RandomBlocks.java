package io.tinsmith.memory;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Pair;
import io.tinsmith.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Cuts the order of a graph's ops at random into blocks that can each be one step. */
final class RandomBlocks {
    private final Graph graph;
    private final SplittableRandom random;
    private final Set<RandomSchedules.Move> moves;

    RandomBlocks(Graph graph, SplittableRandom random, Set<RandomSchedules.Move> moves) {
        this.graph = graph;
        this.random = random;
        this.moves = moves;
    }

    List<List<Integer>> blocks() {
        List<List<Integer>> blocks = new ArrayList<>();
        int cuts = 2 + random.nextInt(8);
        for (int op = 0; op < graph.ops().size(); op++) {
            boolean startsPair = op + 1 < graph.ops().size() && isPair(op, op + 1);
            boolean endsPair = op > 0 && isPair(op - 1, op);
            boolean chance = random.nextInt(cuts) == 0 && !endsPair;
            if (op == 0 || startsPair || chance || isCut(blocks.get(blocks.size() - 1), op)) {
                blocks.add(new ArrayList<>());
            }
            blocks.get(blocks.size() - 1).add(op);
        }
        return blocks;
    }

    private boolean isCut(List<Integer> block, int op) {
        int last = block.get(block.size() - 1);
        if (!streams(last) || !streams(op) || accumulates(graph, last)) {
            return true;
        }
        if (!accumulates(graph, op)) {
            return false;
        }
        if (isPair(last, op)) {
            return block.size() > 1;
        }
        boolean dense = graph.ops().get(op) instanceof Op.FullyConnected;
        int input = graph.ops().get(op).inputs().get(0);
        return !moves.contains(dense ? RandomSchedules.Move.DENSE : RandomSchedules.Move.MEANS)
                || block.stream().noneMatch(o -> graph.ops().get(o).output() == input);
    }

    private boolean isPair(int conv, int pool) {
        return moves.contains(RandomSchedules.Move.GROUPED) && isGrouped(graph, List.of(conv, pool));
    }

    private boolean streams(int op) {
        Op o = graph.ops().get(op);
        boolean rows = !(o instanceof Op.FullyConnected
                        || o instanceof Op.Reshape
                        || o instanceof Op.Pad
                        || o instanceof Op.Transpose
                        || o instanceof Op.Slice
                        || o instanceof Op.Softmax)
                || accumulates(graph, op);
        rows &= !(o instanceof Op.Pairwise pairwise && !Pair.of(pairwise, graph).hasRows(graph));
        rows &= !isGroupConvolution(o) && !(o instanceof Op.Mean);
        boolean read = graph.outputs().contains(o.output())
                || graph.ops().stream().anyMatch(p -> p.inputs().contains(o.output()));
        return rows && read && !(o instanceof Op.Concat && o.inputs().size() > Step.Stream.MOST_INPUTS);
    }

    private boolean isGroupConvolution(Op o) {
        return (o instanceof Op.Conv2d || o instanceof Op.DepthwiseConv2d)
                && graph.tensor(o.inputs().get(1)).shape().channels()
                        != graph.tensor(o.inputs().get(0)).shape().channels();
    }

    static boolean accumulates(Graph graph, int op) {
        Op o = graph.ops().get(op);
        Shape in = graph.tensor(o.inputs().get(0)).shape();
        if (o instanceof Op.AveragePool2d pool) {
            return pool.window().padding() == Padding.VALID
                    && pool.kernelH() == in.height()
                    && pool.kernelW() == in.width();
        }
        return o instanceof Op.FullyConnected && in.rank() == 4 && in.dim(0) == 1;
    }

    /** A convolution and the global average pooling of it alone. */
    static boolean isGrouped(Graph graph, List<Integer> block) {
        if (block.size() != 2
                || !(graph.ops().get(block.get(0)) instanceof Op.Conv2d conv)
                || !(graph.ops().get(block.get(1)) instanceof Op.AveragePool2d pool)) {
            return false;
        }
        long readers = graph.ops().stream()
                .filter(o -> o.inputs().contains(conv.output()))
                .count();
        return accumulates(graph, block.get(1))
                && graph.tensor(conv.weights()).shape().channels()
                        == graph.tensor(conv.input()).shape().channels()
                && pool.input() == conv.output()
                && readers == 1
                && !graph.outputs().contains(conv.output());
    }
}
