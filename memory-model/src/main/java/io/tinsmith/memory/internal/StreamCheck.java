package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.RowWindow;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.Placement;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import io.tinsmith.memory.StreamSimulation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Follows the rows of one stream, of the shape that {@link StreamShape} asks for, and looks at each read whether the row is
 * there. One strip stands for all, since each makes all rows anew, and the columns of a strip hold what its ops read.
 */
public final class StreamCheck {
    private final Graph graph;
    private final RowGraph rows;
    private final Step.Stream stream;
    private final int[] stages;
    private final Map<Integer, int[]> slots = new HashMap<>(); // by ring tensor: the row in each slot, or -1
    private final int[] made; // rows of each tensor made here, -1 for tensors that come from outside
    private final Map<Integer, Placement> places = new HashMap<>(); // of whole tensors
    private final Map<Integer, Integer> lost = new HashMap<>(); // by input: the highest row written over, or -1
    private final int[] added; // rows that each accumulating op took in, -1 for other ops

    private StreamCheck(Schedule schedule, Step.Stream stream) {
        this.graph = schedule.graph();
        this.rows = rows(graph, stream);
        this.stream = stream;
        for (Ring ring : stream.rings()) {
            int[] held = new int[ring.rows()];
            Arrays.fill(held, -1);
            slots.put(ring.tensor(), held);
        }
        made = new int[graph.tensors().size()];
        Arrays.fill(made, -1);
        stages = RowGraph.stages(
                stream.ops().stream().mapToInt(Integer::intValue).toArray(), stream.splits());
        Arrays.stream(stages).forEach(op -> made[rows.output[op]] = 0);
        graph.inputs().stream().filter(slots::containsKey).forEach(t -> made[t] = 0);
        for (int op : stages) {
            for (int tensor : rows.inputs[op]) {
                if (made[tensor] < 0) {
                    places.put(tensor, schedule.placement(tensor));
                    lost.put(tensor, -1);
                }
            }
            int output = rows.output[op];
            if (!slots.containsKey(output)) {
                places.put(output, schedule.placement(output));
            }
        }
        added = new int[graph.ops().size()];
        Arrays.fill(added, -1);
        for (Accumulation accumulation : stream.accumulations()) {
            added[accumulation.op()] = 0;
        }
    }

    private static RowGraph rows(Graph graph, Step.Stream stream) {
        boolean byRows = stream.rings().stream().anyMatch(r -> graph.inputs().contains(r.tensor()));
        return RowGraph.of(graph, byRows).with(stream.splits());
    }

    /** What is wrong, if anything. */
    public static Optional<String> fault(Schedule schedule, Step.Stream stream) {
        return new StreamCheck(schedule, stream).fault();
    }

    private Optional<String> fault() {
        for (StreamSimulation.Event event : StreamSimulation.events(graph, stream)) {
            if (event.op() == StreamSimulation.INPUT) {
                note(graph.inputs().get(0), event.row());
                continue;
            }
            int[] inputs = rows.inputs[event.op()];
            if (event.accumulates()) {
                if (added[event.op()] < 0 || !isThere(inputs[0], event.row(), event.row() + 1)) {
                    return Optional.of("op " + event.op() + " cannot add up row " + event.row());
                }
                added[event.op()]++;
                continue;
            }
            RowWindow window = rows.windows[event.op()];
            boolean ready = added[event.op()] >= 0
                    ? added[event.op()] == window.inH()
                    : Arrays.stream(inputs)
                            .allMatch(t -> isThere(t, window.firstRow(event.row()), window.rowsNeeded(event.row())));
            if (!ready) {
                return Optional.of("op " + event.op() + " lacks input rows for row " + event.row());
            }
            if (overwrites(event.op(), event.row())) {
                return Optional.of("op " + event.op() + " writes row " + event.row() + " over rows that it reads");
            }
            note(rows.output[event.op()], event.row());
        }
        for (int op : stages) {
            int tensor = rows.output[op];
            if (!slots.containsKey(tensor) && made[tensor] != rows.windows[op].outH()) {
                return Optional.of("tensor " + tensor + " is left incomplete");
            }
        }
        return Optional.empty();
    }

    private void note(int tensor, int row) {
        made[tensor]++;
        int[] held = slots.get(tensor);
        if (held != null) {
            held[row % held.length] = row;
        }
    }

    /** Notes which rows of whole inputs a row is written over; true if the op itself reads one of them. */
    private boolean overwrites(int index, int row) {
        int output = rows.output[index];
        Placement place = places.get(output);
        if (place == null) {
            return false;
        }
        long rowBytes = rows.rowBytes[output];
        long start = place.arenaOffsetBytes() + row * rowBytes;
        RowWindow window = rows.windows[index];
        boolean wrong = false;
        for (Map.Entry<Integer, Integer> input : lost.entrySet()) {
            Placement other = Objects.requireNonNull(places.get(input.getKey()));
            long from = Math.max(start, other.arenaOffsetBytes());
            long to = Math.min(start + rowBytes, other.arenaOffsetBytes() + other.sizeBytes());
            if (from < to) {
                long inputRow = Ring.rowBytes(graph.tensor(input.getKey()));
                int highest = (int) ((to - 1 - other.arenaOffsetBytes()) / inputRow);
                input.setValue(Math.max(input.getValue(), highest));
                wrong |= Arrays.stream(rows.inputs[index]).anyMatch(t -> t == input.getKey())
                        && highest >= window.firstRow(row);
            }
        }
        return wrong;
    }

    private boolean isThere(int tensor, int from, int to) {
        Integer over = lost.get(tensor);
        if (over != null && from <= over) {
            return false;
        }
        int[] held = slots.get(tensor);
        for (int row = from; row < to && made[tensor] >= 0; row++) {
            if (row >= made[tensor] || (held != null && held[row % held.length] != row)) {
                return false;
            }
        }
        return true;
    }
}
