package io.tinsmith.codegen;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.Placement;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Schedules with streams, made without the planner: rings are as small as a simulation of the order of rows allows, and
 * no two buffers share memory.
 */
final class StreamPlans {
    private final Graph graph;
    private long arena;

    private StreamPlans(Graph graph) {
        this.graph = graph;
    }

    /** Cuts the order of ops at random; a piece of ops that can stream is a stream, of other ops a layer. */
    static Schedule random(Graph graph, SplittableRandom random) {
        return new StreamPlans(graph).plan(random);
    }

    private Schedule plan(SplittableRandom random) {
        List<List<Integer>> blocks = blocks(random);
        List<Integer> inside = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (List<Integer> block : blocks) {
            Step step = streams(block.get(0)) ? stream(block) : new Step.Layer(block.get(0), false, 0, 0);
            if (step instanceof Step.Stream stream) {
                stream.rings().forEach(ring -> inside.add(ring.tensor()));
            }
            steps.add(step);
        }
        List<Placement> placements = new ArrayList<>();
        for (int t = 0; t < graph.tensors().size(); t++) {
            if (!graph.tensor(t).isParameter() && !inside.contains(t)) {
                long bytes = graph.tensor(t).bytes();
                placements.add(new Placement(t, take(bytes), bytes, 0, steps.size() - 1));
            }
        }
        return new Schedule(graph, steps, placements, arena, arena);
    }

    private List<List<Integer>> blocks(SplittableRandom random) {
        List<List<Integer>> blocks = new ArrayList<>();
        for (int op = 0; op < graph.ops().size(); op++) {
            boolean cut = op == 0 || !streams(op) || !streams(op - 1) || random.nextInt(8) == 0;
            if (cut) {
                blocks.add(new ArrayList<>());
            }
            blocks.get(blocks.size() - 1).add(op);
        }
        return blocks;
    }

    private boolean streams(int op) {
        Op o = graph.ops().get(op);
        return !(o instanceof Op.FullyConnected || o instanceof Op.Reshape || o instanceof Op.Softmax);
    }

    private long take(long bytes) {
        long offset = arena;
        arena += Schedule.aligned(bytes);
        return offset;
    }

    private Step.Stream stream(List<Integer> block) {
        Rows rows = new Rows(block);
        rows.run();
        List<Ring> rings = new ArrayList<>();
        List<Accumulation> accumulations = new ArrayList<>();
        for (int op : block) {
            int t = graph.ops().get(op).output();
            if (!rows.leaves(t)) {
                Ring ring = new Ring(t, rows.capacity[t], 0);
                rings.add(new Ring(t, ring.rows(), take(ring.sizeBytes(graph.tensor(t)))));
            }
            if (rows.accumulates(op)) {
                long bytes = Accumulation.bytes(graph.tensor(t).shape().channels());
                accumulations.add(new Accumulation(op, take(bytes)));
            }
        }
        return new Step.Stream(block, rings, accumulations);
    }

    /** The order of rows in a block. */
    private final class Rows {
        private final List<Integer> block;
        private final int[] produced = new int[graph.tensors().size()];
        private final int[] capacity = new int[graph.tensors().size()];

        Rows(List<Integer> block) {
            this.block = block;
        }

        void run() {
            for (int i = block.size() - 1; i >= 0; i--) {
                int t = op(i).output();
                while (leaves(t) && produced[t] < height(t)) {
                    step(i);
                }
            }
        }

        private void step(int from) {
            int at = from;
            for (int next = at; next >= 0; next = lacking(at)) {
                at = next;
            }
            int t = op(at).output();
            int oldest = produced[t];
            for (int i = 0; i < block.size(); i++) {
                if (op(i).inputs().contains(t)
                        && !accumulates(block.get(i))
                        && produced[op(i).output()] < height(op(i).output())) {
                    oldest = Math.min(oldest, Math.max(0, first(op(i), produced[op(i).output()])));
                }
            }
            capacity[t] = Math.max(capacity[t], produced[t] - oldest + 1);
            produced[t]++;
        }

        /** The op of the block that makes the first input which lacks rows, or -1. */
        private int lacking(int i) {
            for (int t : op(i).inputs()) {
                int maker = maker(t);
                int need = first(op(i), produced[op(i).output()]) + reach(op(i));
                if (maker >= 0 && produced[t] < Math.min(need, height(t))) {
                    return maker;
                }
            }
            return -1;
        }

        private int maker(int tensor) {
            for (int i = 0; i < block.size(); i++) {
                if (op(i).output() == tensor) {
                    return i;
                }
            }
            return -1;
        }

        boolean leaves(int tensor) {
            return graph.outputs().contains(tensor)
                    || java.util.stream.IntStream.range(0, graph.ops().size())
                            .anyMatch(o -> !block.contains(o)
                                    && graph.ops().get(o).inputs().contains(tensor));
        }

        boolean accumulates(int op) {
            return graph.ops().get(op) instanceof Op.AveragePool2d pool
                    && pool.kernelH() == height(pool.input())
                    && pool.kernelW() == graph.tensor(pool.input()).shape().width()
                    && graph.tensor(pool.output()).shape().elements()
                            == graph.tensor(pool.output()).shape().channels()
                    && maker(pool.input()) >= 0;
        }

        private Op op(int i) {
            return graph.ops().get(block.get(i));
        }

        private int height(int tensor) {
            return graph.tensor(tensor).shape().height();
        }

        private int first(Op op, int y) {
            Window w = window(op);
            int padTop = w.padding().before(height(op.inputs().get(0)), kernelH(op), w.strideH(), w.dilationH());
            return y * w.strideH() - padTop;
        }

        private int reach(Op op) {
            return (kernelH(op) - 1) * window(op).dilationH() + 1;
        }
    }

    private int kernelH(Op op) {
        if (op instanceof Op.Conv2d || op instanceof Op.DepthwiseConv2d) {
            Shape weights = graph.tensor(op.inputs().get(1)).shape();
            return weights.dim(1);
        }
        return op instanceof Op.MaxPool2d max
                ? max.kernelH()
                : op instanceof Op.AveragePool2d mean ? mean.kernelH() : 1;
    }

    private static Window window(Op op) {
        if (op instanceof Op.Conv2d conv) {
            return conv.window();
        }
        if (op instanceof Op.DepthwiseConv2d conv) {
            return conv.window();
        }
        if (op instanceof Op.MaxPool2d pool) {
            return pool.window();
        }
        return op instanceof Op.AveragePool2d pool ? pool.window() : Window.same(1);
    }
}
