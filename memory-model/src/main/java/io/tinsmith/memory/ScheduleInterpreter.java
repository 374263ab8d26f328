package io.tinsmith.memory;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.RowKernels;
import io.tinsmith.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Executes a schedule on one byte array that stands for the arena, every value at its planned offset and streams row by
 * row, as the generated C does. A plan whose buffers overlap wrongly gives wrong bytes.
 */
public final class ScheduleInterpreter {
    /** What the arena holds before anything is written, so that a read of nothing shows. */
    private static final byte PAINT = (byte) 0xA5;

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
     * @param usedBytes end of the highest byte that was written
     */
    public record Result(Map<Integer, byte[]> outputs, long usedBytes) {}

    /**
     * One inference.
     *
     * @param inputs by tensor index
     */
    public Result run(Map<Integer, byte[]> inputs) {
        Run run = new Run();
        for (int input : graph.inputs()) {
            byte[] values = inputs.get(input);
            Tensor tensor = graph.tensor(input);
            if (values == null || values.length != tensor.bytes()) {
                throw new IllegalArgumentException("The input (" + tensor.name() + ") of the graph (" + graph.name()
                        + ") takes " + tensor.bytes() + " bytes, given were "
                        + (values == null ? "none" : values.length) + ".");
            }
            run.give(input, values);
        }
        schedule.steps().forEach(run::step);
        Map<Integer, byte[]> outputs = new HashMap<>();
        graph.outputs().forEach(t -> outputs.put(t, run.whole(t)));
        return new Result(outputs, run.used);
    }

    /** The state of one inference. */
    private final class Run implements RowKernels.Rows {
        private final byte[] arena = new byte[Math.toIntExact(schedule.arenaBytes())];
        private final Map<Integer, Ring> rings = new HashMap<>();
        private final Map<Integer, Placement> places = new HashMap<>();
        private byte[] image = new byte[0];
        private long used;

        Run() {
            Arrays.fill(arena, PAINT);
            schedule.placements().forEach(p -> places.put(p.tensor(), p));
        }

        /** Puts an input where it belongs, or keeps it to hand in its rows. */
        void give(int input, byte[] values) {
            Placement place = places.get(input);
            if (place == null) {
                image = values;
            } else {
                write(place.arenaOffsetBytes(), values);
            }
        }

        void step(Step step) {
            if (step instanceof Step.Layer layer) {
                layer(layer);
            } else if (step instanceof Step.Stream stream) {
                stream(stream);
            }
        }

        private void layer(Step.Layer layer) {
            Op op = graph.ops().get(layer.op());
            byte[] scratch = new byte[Math.toIntExact(layer.scratchBytes())];
            Arrays.fill(scratch, PAINT);
            write(layer.scratchOffsetBytes(), scratch);
            List<byte[]> activations = new ArrayList<>(2);
            for (int input : op.inputs()) {
                if (!graph.tensor(input).isParameter()) {
                    activations.add(whole(input));
                }
            }
            write(place(op.output()).arenaOffsetBytes(), kernels.whole(layer.op(), activations));
        }

        private void stream(Step.Stream stream) {
            rings.clear();
            stream.rings().forEach(r -> rings.put(r.tensor(), r));
            Map<Integer, Accumulation> sums = new HashMap<>();
            for (Accumulation accumulation : stream.accumulations()) {
                sums.put(accumulation.op(), accumulation);
                int channels = channels(accumulation.op());
                write(accumulation.arenaOffsetBytes(), new byte[Math.toIntExact(Accumulation.bytes(channels))]);
            }
            for (StreamSimulation.Event event : StreamSimulation.events(graph, stream)) {
                if (event.op() == StreamSimulation.INPUT) {
                    int input = graph.inputs().get(0);
                    int rowBytes = Math.toIntExact(Ring.rowBytes(graph.tensor(input)));
                    int at = event.row() * rowBytes;
                    writeRow(input, event.row(), Arrays.copyOfRange(image, at, at + rowBytes));
                    continue;
                }
                Op op = graph.ops().get(event.op());
                Accumulation accumulation = sums.get(event.op());
                if (event.accumulates() && accumulation != null) {
                    accumulate(accumulation, event.row(), read(op.inputs().get(0), event.row(), 1));
                } else if (accumulation != null) {
                    write(place(op.output()).arenaOffsetBytes(), kernels.ofSums(event.op(), sums(accumulation)));
                } else {
                    writeRow(op.output(), event.row(), kernels.row(event.op(), event.row(), this));
                }
            }
        }

        private void accumulate(Accumulation accumulation, int y, byte[] row) {
            int[] sums = sums(accumulation);
            kernels.addPixels(accumulation.op(), y, 0, row, sums);
            byte[] bytes = new byte[4 * sums.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (sums[i / 4] >> (8 * (i % 4)));
            }
            write(accumulation.arenaOffsetBytes(), bytes);
        }

        private int[] sums(Accumulation accumulation) {
            int[] sums = new int[channels(accumulation.op())];
            int at = Math.toIntExact(accumulation.arenaOffsetBytes());
            for (int i = 0; i < 4 * sums.length; i++) {
                sums[i / 4] |= (arena[at + i] & 0xFF) << (8 * (i % 4));
            }
            return sums;
        }

        @Override
        public byte[] read(int tensor, int first, int count) {
            int rowBytes = Math.toIntExact(Ring.rowBytes(graph.tensor(tensor)));
            byte[] rows = new byte[count * rowBytes];
            for (int i = 0; i < count; i++) {
                int at = Math.toIntExact(rowOffset(tensor, first + i));
                System.arraycopy(arena, at, rows, i * rowBytes, rowBytes);
            }
            return rows;
        }

        private void writeRow(int tensor, int row, byte[] values) {
            write(rowOffset(tensor, row), values);
        }

        private long rowOffset(int tensor, int row) {
            long rowBytes = Ring.rowBytes(graph.tensor(tensor));
            Ring ring = rings.get(tensor);
            return ring == null
                    ? place(tensor).arenaOffsetBytes() + row * rowBytes
                    : ring.arenaOffsetBytes() + row % ring.rows() * rowBytes;
        }

        byte[] whole(int tensor) {
            Placement place = place(tensor);
            int from = Math.toIntExact(place.arenaOffsetBytes());
            return Arrays.copyOfRange(arena, from, from + Math.toIntExact(place.sizeBytes()));
        }

        void write(long offset, byte[] values) {
            System.arraycopy(values, 0, arena, Math.toIntExact(offset), values.length);
            used = Math.max(used, offset + values.length);
        }

        private Placement place(int tensor) {
            Placement place = places.get(tensor);
            return place == null ? schedule.placement(tensor) : place;
        }

        private int channels(int op) {
            return graph.tensor(graph.ops().get(op).output()).shape().channels();
        }
    }
}
