package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Split;
import io.tinsmith.memory.Step;
import java.util.HashMap;
import java.util.Map;

/**
 * About how many bytes one inference reads and writes in each buffer: every product reads one byte of the input, every other
 * op each of its input's bytes once, every output is written once. Sums are read and written, 8 bytes, for each value of a
 * pooling, and for each row and feature of a dense layer. What strips and splits compute again is left out, and that kernels
 * keep values in registers: the figures rank buffers, they do not time them.
 */
public final class BufferAccesses {
    private record Key(PlacedBuffer.Kind kind, int index) {}

    private final Graph graph;
    private final Map<Key, Long> bytes = new HashMap<>();

    private BufferAccesses(Graph graph) {
        this.graph = graph;
    }

    public static BufferAccesses of(Schedule schedule) {
        BufferAccesses accesses = new BufferAccesses(schedule.graph());
        for (int input : schedule.graph().inputs()) {
            accesses.addTensor(input, schedule.graph().tensor(input).bytes());
        }
        for (int step = 0; step < schedule.steps().size(); step++) {
            accesses.step(schedule.steps().get(step), step);
        }
        return accesses;
    }

    /** Bytes read and written in {@code buffer}. */
    public long of(PlacedBuffer buffer) {
        return bytes.getOrDefault(new Key(buffer.kind(), buffer.index()), 0L);
    }

    private void add(PlacedBuffer.Kind kind, int index, long count) {
        bytes.merge(new Key(kind, index), count, Math::addExact);
    }

    /** Of a tensor, which is whole or a ring but never both. */
    private void addTensor(int tensor, long count) {
        add(PlacedBuffer.Kind.WHOLE, tensor, count);
        add(PlacedBuffer.Kind.RING, tensor, count);
    }

    private void step(Step step, int index) {
        for (int i : step.ops()) {
            op(graph.ops().get(i));
        }
        if (step instanceof Step.Layer layer && layer.scratchBytes() > 0) {
            // Each row is copied there, and most products read it there.
            add(PlacedBuffer.Kind.SCRATCH, index, reads(graph.ops().get(layer.op())) + outputBytes(layer.op()));
        } else if (step instanceof Step.Grouped grouped) {
            add(PlacedBuffer.Kind.SCRATCH, index, 2 * outputBytes(grouped.conv()));
        } else if (step instanceof Step.Stream stream) {
            stream.accumulations().forEach(this::sums);
            stream.splits().forEach(split -> split(split, index));
        }
    }

    private void op(Op op) {
        for (int input : op.inputs()) {
            if (!graph.tensor(input).isParameter()) {
                long read = GraphCost.macs(graph, op) > 0
                        ? reads(op)
                        : graph.tensor(input).bytes();
                addTensor(input, read);
            }
        }
        addTensor(op.output(), graph.tensor(op.output()).bytes());
    }

    /** Bytes of its first input that an op reads. */
    private long reads(Op op) {
        long input = graph.tensor(op.inputs().get(0)).bytes();
        return Math.max(input, GraphCost.macs(graph, op));
    }

    private long outputBytes(int op) {
        return graph.tensor(graph.ops().get(op).output()).bytes();
    }

    private void sums(Accumulation accumulation) {
        Op op = graph.ops().get(accumulation.op());
        Shape in = graph.tensor(op.inputs().get(0)).shape();
        long touched = op instanceof Op.FullyConnected ? outputBytes(accumulation.op()) * in.height() : in.elements();
        add(PlacedBuffer.Kind.SUMS, accumulation.op(), 8 * touched);
    }

    private void split(Split split, int step) {
        int wide =
                graph.tensor(graph.ops().get(split.expand()).output()).shape().channels();
        long groups = (wide + split.groupChannels() - 1L) / split.groupChannels();
        long inside = outputBytes(split.expand())
                + reads(graph.ops().get(split.depthwise()))
                + outputBytes(split.depthwise())
                + reads(graph.ops().get(split.project()));
        add(PlacedBuffer.Kind.SCRATCH, step, inside + 8 * groups * outputBytes(split.project()));
    }
}
