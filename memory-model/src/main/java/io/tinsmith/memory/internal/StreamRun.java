package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.RowKernels;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Split;
import io.tinsmith.memory.Step;
import io.tinsmith.memory.StreamSimulation;
import io.tinsmith.memory.StripColumns;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs one stream in an arena. An op is given only the columns that its strip holds of a row, the others painted, and
 * computes only the columns of its strip.
 */
public final class StreamRun implements RowKernels.Rows {
    private final Graph graph;
    private final RowKernels kernels;
    private final Arena arena;
    private final Step.Stream stream;
    private final byte[] image;
    private final StripColumns columns;
    private final Map<Integer, Ring> rings = new HashMap<>();
    private final Map<Integer, Accumulation> sums = new HashMap<>();
    private final Map<Integer, Split> splits = new HashMap<>(); // by projection
    private int strip;

    /**
     * A run of {@code stream}.
     *
     * @param image the graph's input, where its rows are handed in; else empty
     */
    public StreamRun(Graph graph, RowKernels kernels, Arena arena, Step.Stream stream, byte[] image) {
        this.graph = graph;
        this.kernels = kernels;
        this.arena = arena;
        this.stream = stream;
        this.image = image;
        this.columns = StripColumns.of(graph, stream);
        stream.rings().forEach(r -> rings.put(r.tensor(), r));
        stream.accumulations().forEach(a -> sums.put(a.op(), a));
        stream.splits().forEach(s -> splits.put(s.project(), s));
    }

    public void run() {
        sums.values().forEach(a -> write(a, new int[channels(output(a.op()))]));
        List<StreamSimulation.Event> events = StreamSimulation.events(graph, stream);
        for (strip = 0; strip < stream.strips(); strip++) {
            events.forEach(this::step);
        }
    }

    private void step(StreamSimulation.Event event) {
        int op = event.op();
        if (op == StreamSimulation.INPUT) {
            handIn(graph.inputs().get(0), event.row());
            return;
        }
        Accumulation accumulation = sums.get(op);
        Split split = splits.get(op);
        if (accumulation != null && event.accumulates()) {
            accumulate(accumulation, event.row());
        } else if (accumulation != null) {
            arena.writeWhole(output(op), kernels.ofSums(op, read(accumulation)));
        } else if (split != null) {
            split(split, event.row());
        } else {
            writeRow(output(op), event.row(), row(op, event.row(), this));
        }
    }

    private void handIn(int input, int y) {
        Shape shape = graph.tensor(input).shape();
        int row = y * shape.width();
        int from = (row + columns.from(strip, input)) * shape.channels();
        int to = (row + columns.to(strip, input)) * shape.channels();
        writeRow(input, y, Arrays.copyOfRange(image, from, to));
    }

    /** The strip's columns of an output row. */
    private byte[] row(int op, int y, RowKernels.Rows inputs) {
        return kernels.row(op, y, columns.from(strip, output(op)), columns.to(strip, output(op)), inputs);
    }

    private void split(Split split, int y) {
        int expanded = output(split.expand());
        int projected = output(split.project());
        long scratch = split.scratchBytes(graph, columns.width(strip, expanded), columns.width(strip, projected));
        arena.destroy(stream.scratchOffsetBytes(), scratch);
        RowKernels.Rows expand = (tensor, first, count) -> rows(split.expand(), first, count, this);
        RowKernels.Rows filter = (tensor, first, count) -> rows(split.depthwise(), first, count, expand);
        writeRow(projected, y, row(split.project(), y, filter));
        arena.destroy(stream.scratchOffsetBytes(), scratch);
    }

    /** Output rows of {@code op}, those of its columns that do not belong to the strip painted. */
    private byte[] rows(int op, int first, int count, RowKernels.Rows inputs) {
        int tensor = output(op);
        byte[] rows = painted(tensor, count);
        int rowBytes = rows.length / count;
        int at = columns.from(strip, tensor) * channels(tensor);
        for (int i = 0; i < count; i++) {
            byte[] part = row(op, first + i, inputs);
            System.arraycopy(part, 0, rows, i * rowBytes + at, part.length);
        }
        return rows;
    }

    private void accumulate(Accumulation accumulation, int y) {
        int tensor = graph.ops().get(accumulation.op()).inputs().get(0);
        int width = graph.tensor(tensor).shape().width();
        int from = (int) ((long) width * strip / stream.strips());
        int to = (int) ((long) width * (strip + 1) / stream.strips());
        byte[] pixels = Arrays.copyOfRange(read(tensor, y, 1), from * channels(tensor), to * channels(tensor));
        int[] known = read(accumulation);
        kernels.addPixels(accumulation.op(), y, from, pixels, known);
        write(accumulation, known);
    }

    private int[] read(Accumulation accumulation) {
        int[] values = new int[channels(output(accumulation.op()))];
        byte[] bytes = new byte[4 * values.length];
        arena.read(accumulation.arenaOffsetBytes(), bytes, 0, bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            values[i / 4] |= (bytes[i] & 0xFF) << (8 * (i % 4));
        }
        return values;
    }

    private void write(Accumulation accumulation, int[] values) {
        byte[] bytes = new byte[4 * values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (values[i / 4] >> (8 * (i % 4)));
        }
        arena.write(accumulation.arenaOffsetBytes(), bytes, 0, bytes.length);
    }

    @Override
    public byte[] read(int tensor, int first, int count) {
        byte[] rows = painted(tensor, count);
        int rowBytes = rows.length / count;
        int at = columns.from(strip, tensor) * channels(tensor);
        int bytes = columns.width(strip, tensor) * channels(tensor);
        for (int i = 0; i < count; i++) {
            arena.read(offset(tensor, first + i), rows, i * rowBytes + at, bytes);
        }
        return rows;
    }

    private void writeRow(int tensor, int row, byte[] values) {
        arena.write(offset(tensor, row), values, 0, values.length);
    }

    /** Where the strip's part of a row starts. */
    private long offset(int tensor, int row) {
        Ring ring = rings.get(tensor);
        if (ring != null) {
            return ring.arenaOffsetBytes() + row % ring.rows() * ring.slotBytes(graph.tensor(tensor));
        }
        long pixel = (long) row * graph.tensor(tensor).shape().width() + columns.from(strip, tensor);
        return arena.offset(tensor) + pixel * channels(tensor);
    }

    private byte[] painted(int tensor, int count) {
        byte[] rows = new byte[Math.toIntExact(count * Ring.rowBytes(graph.tensor(tensor)))];
        if (columns.width(strip, tensor) < graph.tensor(tensor).shape().width()) {
            Arrays.fill(rows, Arena.PAINT);
        }
        return rows;
    }

    private int output(int op) {
        Op node = graph.ops().get(op);
        return node.output();
    }

    private int channels(int tensor) {
        return graph.tensor(tensor).shape().channels();
    }
}
