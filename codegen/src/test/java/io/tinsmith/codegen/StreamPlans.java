package io.tinsmith.codegen;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.Placement;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Split;
import io.tinsmith.memory.Step;
import io.tinsmith.memory.StreamSimulation;
import io.tinsmith.memory.StripColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Schedules whose streams are cut at random, not where they save most, in any number of strips, with splits and groups. No
 * two of their buffers share memory.
 */
final class StreamPlans {
    private final Graph graph;
    private long arena;

    private StreamPlans(Graph graph) {
        this.graph = graph;
    }

    static Schedule random(Graph graph, SplittableRandom random) {
        return new StreamPlans(graph).plan(random);
    }

    /** The first of these that has a grouped convolution and a stream with a split in several strips. */
    static Schedule withEachMove(Graph graph) {
        return Stream.iterate(0L, seed -> seed + 1)
                .map(seed -> random(graph, new SplittableRandom(seed)))
                .filter(schedule -> schedule.steps().stream().anyMatch(s -> s instanceof Step.Grouped))
                .filter(schedule -> schedule.steps().stream()
                        .anyMatch(s -> s instanceof Step.Stream stream
                                && stream.strips() > 1
                                && !stream.splits().isEmpty()))
                .findFirst()
                .orElseThrow();
    }

    private Schedule plan(SplittableRandom random) {
        List<Step> steps = new ArrayList<>();
        Set<Integer> inside = new HashSet<>();
        for (List<Integer> block : blocks(random)) {
            int first = block.get(0);
            if (block.size() == 1) {
                steps.add(new Step.Layer(first, false, 0, 0));
            } else if (isGrouped(block) && random.nextInt(4) > 0) {
                steps.add(grouped(first, random));
                inside.add(output(first));
            } else {
                steps.add(stream(block, inside, random));
            }
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
            boolean cut = op == 0
                    || !streams(op - 1)
                    || accumulates(op - 1)
                    || !(streams(op) || isDenseOnImage(op))
                    || random.nextInt(8) == 0;
            // Often alone: a convolution whose output only a global pooling reads.
            boolean pair = op + 1 < graph.ops().size() && isGrouped(List.of(op, op + 1)) && random.nextInt(4) > 0;
            if (cut || pair) {
                blocks.add(new ArrayList<>());
            }
            blocks.get(blocks.size() - 1).add(op);
        }
        return blocks;
    }

    private boolean streams(int op) {
        Op o = graph.ops().get(op);
        boolean many = o instanceof Op.Concat && o.inputs().size() > Step.Stream.MOST_INPUTS;
        return !(many || o instanceof Op.FullyConnected || o instanceof Op.Reshape || o instanceof Op.Softmax);
    }

    private boolean isDenseOnImage(int op) {
        return graph.ops().get(op) instanceof Op.FullyConnected dense
                && dense.input() == output(op - 1)
                && graph.tensor(dense.input()).shape().rank() == 4;
    }

    private boolean isGlobalAverage(int op) {
        return graph.ops().get(op) instanceof Op.AveragePool2d pool
                && pool.window().padding() == Padding.VALID
                && pool.kernelH() == graph.tensor(pool.input()).shape().height()
                && pool.kernelW() == graph.tensor(pool.input()).shape().width();
    }

    private boolean accumulates(int op) {
        return isGlobalAverage(op) || graph.ops().get(op) instanceof Op.FullyConnected;
    }

    private boolean isGrouped(List<Integer> block) {
        int first = block.get(0);
        return block.size() == 2
                && graph.ops().get(first) instanceof Op.Conv2d
                && isGlobalAverage(first + 1)
                && isReadOnce(first);
    }

    /** Only the next op reads what this one writes. */
    private boolean isReadOnce(int op) {
        int output = output(op);
        List<Integer> readers = IntStream.range(0, graph.ops().size())
                .filter(i -> graph.ops().get(i).inputs().contains(output))
                .boxed()
                .toList();
        return readers.equals(List.of(op + 1)) && !graph.outputs().contains(output);
    }

    private int output(int op) {
        return graph.ops().get(op).output();
    }

    private long take(long bytes) {
        long offset = arena;
        arena += Schedule.aligned(bytes);
        return offset;
    }

    private Step.Grouped grouped(int conv, SplittableRandom random) {
        Shape out = graph.tensor(output(conv)).shape();
        int group = random.nextInt(1, out.channels() + 2);
        long bytes = (long) out.height() * out.width() * Math.min(group, out.channels());
        return new Step.Grouped(conv, conv + 1, group, bytes, take(bytes));
    }

    private Step.Stream stream(List<Integer> block, Set<Integer> inside, SplittableRandom random) {
        List<Split> splits = splits(block, random);
        int strips = random.nextBoolean() ? 1 : random.nextInt(2, 6);
        for (Split split : splits) {
            inside.add(output(split.expand()));
            inside.add(output(split.depthwise()));
        }
        Map<Integer, Integer> rows = StreamSimulation.ringRows(graph, block, splits);
        List<Ring> unplaced = new ArrayList<>();
        rows.forEach((tensor, count) -> unplaced.add(new Ring(tensor, count, 1, 0)));
        List<Accumulation> accumulations = new ArrayList<>();
        int last = block.get(block.size() - 1);
        if (accumulates(last)) {
            int channels = graph.tensor(output(last)).shape().channels();
            accumulations.add(new Accumulation(last, take(Accumulation.bytes(channels))));
        }
        StripColumns columns =
                StripColumns.of(graph, new Step.Stream(block, unplaced, accumulations, strips, splits, 0));
        List<Ring> rings = new ArrayList<>();
        for (Ring ring : unplaced) {
            int most = Math.max(1, columns.mostColumns(ring.tensor()));
            long bytes = Ring.bytes(graph.tensor(ring.tensor()), ring.rows(), most);
            rings.add(new Ring(ring.tensor(), ring.rows(), most, take(bytes)));
            inside.add(ring.tensor());
        }
        long scratch = splits.stream()
                .mapToLong(s -> s.scratchBytes(
                        graph, columns.mostColumns(output(s.expand())), columns.mostColumns(output(s.project()))))
                .max()
                .orElse(0);
        return new Step.Stream(block, rings, accumulations, strips, splits, take(scratch));
    }

    private List<Split> splits(List<Integer> block, SplittableRandom random) {
        List<Split> splits = new ArrayList<>();
        for (int i = 0; i + 2 < block.size(); i++) {
            int op = block.get(i);
            boolean bottleneck = isPointwise(op)
                    && graph.ops().get(op + 1) instanceof Op.DepthwiseConv2d
                    && isPointwise(op + 2)
                    && isReadOnce(op)
                    && isReadOnce(op + 1);
            if (bottleneck && random.nextInt(4) > 0) {
                int channels = graph.tensor(output(op)).shape().channels();
                splits.add(new Split(op, op + 1, op + 2, random.nextInt(1, channels + 2)));
                i += 2;
            }
        }
        return splits;
    }

    private boolean isPointwise(int op) {
        return Split.isPointwise(graph, graph.ops().get(op));
    }
}
