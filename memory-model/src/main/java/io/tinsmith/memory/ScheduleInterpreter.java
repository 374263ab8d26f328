package io.tinsmith.memory;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.RowKernels;
import io.tinsmith.graph.Tensor;
import io.tinsmith.memory.internal.Arena;
import io.tinsmith.memory.internal.StreamRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Executes a schedule on one byte array that stands for the arena, every value at its planned offset and streams row by
 * row and strip by strip, as the generated C does. A plan whose buffers overlap wrongly, or whose strips lack columns, gives
 * wrong bytes.
 */
public final class ScheduleInterpreter {
    private final Schedule schedule;
    private final Graph graph;
    private final RowKernels kernels;

    /**
     * An interpreter of {@code schedule}.
     *
     * @throws IllegalStateException if a tensor of its graph lacks its quantization or its data
     */
    public ScheduleInterpreter(Schedule schedule) {
        this.schedule = schedule;
        this.graph = schedule.graph();
        this.kernels = RowKernels.int8(graph);
    }

    /**
     * One inference.
     *
     * @param outputs by tensor index
     * @param usedBytes end of the highest byte that was written, scratch included
     */
    public record Result(Map<Integer, byte[]> outputs, long usedBytes) {}

    /**
     * One inference.
     *
     * @param inputs by tensor index
     */
    public Result run(Map<Integer, byte[]> inputs) {
        Arena arena = new Arena(schedule);
        byte[] image = new byte[0];
        for (int input : graph.inputs()) {
            byte[] values = inputs.get(input);
            Tensor tensor = graph.tensor(input);
            if (values == null || values.length != tensor.bytes()) {
                throw new IllegalArgumentException("The input (" + tensor.name() + ") of the graph (" + graph.name()
                        + ") takes " + tensor.bytes() + " bytes, given were "
                        + (values == null ? "none" : values.length) + ".");
            }
            if (arena.holds(input)) {
                arena.writeWhole(input, values);
            } else {
                // Its rows are handed in.
                image = values;
            }
        }
        for (Step step : schedule.steps()) {
            if (step instanceof Step.Layer layer) {
                layer(arena, layer);
            } else if (step instanceof Step.Grouped grouped) {
                grouped(arena, grouped);
            } else if (step instanceof Step.Stream stream) {
                new StreamRun(graph, kernels, arena, stream, image).run();
            }
        }
        Map<Integer, byte[]> outputs = new HashMap<>();
        graph.outputs().forEach(t -> outputs.put(t, arena.whole(t)));
        return new Result(outputs, arena.used());
    }

    private void layer(Arena arena, Step.Layer layer) {
        Op op = graph.ops().get(layer.op());
        arena.destroy(layer.scratchOffsetBytes(), layer.scratchBytes());
        List<byte[]> activations = new ArrayList<>(2);
        for (int input : op.inputs()) {
            if (!graph.tensor(input).isParameter()) {
                activations.add(arena.whole(input));
            }
        }
        arena.writeWhole(op.output(), kernels.whole(layer.op(), activations));
    }

    private void grouped(Arena arena, Step.Grouped step) {
        arena.destroy(step.scratchOffsetBytes(), step.scratchBytes());
        int input = graph.ops().get(step.conv()).inputs().get(0);
        byte[] convolved = kernels.whole(step.conv(), List.of(arena.whole(input)));
        int output = graph.ops().get(step.pool()).output();
        arena.writeWhole(output, kernels.whole(step.pool(), List.of(convolved)));
        arena.destroy(step.scratchOffsetBytes(), step.scratchBytes());
    }
}
