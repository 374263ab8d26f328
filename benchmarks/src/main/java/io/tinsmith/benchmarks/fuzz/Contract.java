package io.tinsmith.benchmarks.fuzz;

import com.sun.management.ThreadMXBean;
import io.tinsmith.codegen.tflite.ModelFormatException;
import io.tinsmith.codegen.tflite.TfliteModel;
import io.tinsmith.codegen.tflite.TfliteReader;
import io.tinsmith.codegen.tflite.TfliteWriter;
import io.tinsmith.codegen.tflite.TflmReader;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.tflm.TflmArena;
import io.tinsmith.memory.tflm.TflmModel;
import io.tinsmith.memory.tflm.TflmRevision;
import io.tinsmith.memory.tflm.TflmTarget;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What holds for any bytes: they are refused with a message that says where, or read, written again and planned; either way
 * in little time and memory. The reader of float models takes or refuses them likewise. Each structure is planned once, since weights and scales change no plan.
 */
final class Contract {
    /** Of allocations in sum, so that the heap never holds more. */
    private static final long MOST_BYTES = 512L << 20;

    private static final long MOST_NANOS = 10_000_000_000L;
    private static final Pattern WHERE = Pattern.compile("\\b(byte|op|tensor|subgraph|metadata|buffer) \\d+");
    private static final TflmTarget TARGET = new TflmTarget(TflmTarget.Kernels.CMSIS_NN, TflmTarget.Extension.MVE);

    /** By hash code, to take little memory: where two structures share one, the second goes unplanned. */
    private final Set<Integer> planned = ConcurrentHashMap.newKeySet();

    private final Set<Integer> simulated = ConcurrentHashMap.newKeySet();
    private final TflmRevision revision = TflmRevision.newest();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What memory depends on. */
    private record Structure(
            List<Shape> shapes, List<Boolean> parameters, List<Op> ops, List<Integer> inputs, List<Integer> outputs) {
        static Structure of(Graph graph) {
            return new Structure(
                    graph.tensors().stream().map(Tensor::shape).toList(),
                    graph.tensors().stream().map(Tensor::isParameter).toList(),
                    graph.ops(),
                    graph.inputs(),
                    graph.outputs());
        }
    }

    /**
     * How bytes fared.
     *
     * @param accepted by the reader of graphs
     * @param fault how they break the contract, if they do
     */
    record Verdict(boolean accepted, Optional<String> fault) {}

    Verdict check(byte[] bytes) {
        long time = System.nanoTime();
        long memory = threads.getCurrentThreadAllocatedBytes();
        boolean accepted = false;
        try {
            accepted = reads(bytes);
            simulates(bytes);
        } catch (ModelFormatException e) {
            String message = String.valueOf(e.getMessage());
            if (!WHERE.matcher(message).find() || !message.contains("Maybe")) {
                return new Verdict(accepted, Optional.of("says neither where nor what to do: " + message));
            }
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return new Verdict(accepted, Optional.of(text(e)));
        }
        long nanos = System.nanoTime() - time;
        long allocated = threads.getCurrentThreadAllocatedBytes() - memory;
        if (allocated > MOST_BYTES || nanos > MOST_NANOS) {
            return new Verdict(
                    accepted, Optional.of("takes " + (allocated >> 20) + " MiB and " + nanos / 1_000_000 + " ms"));
        }
        return new Verdict(accepted, Optional.empty());
    }

    /** What a reader makes of bytes; nothing where it refuses them in a clear way. */
    private static <T> Optional<T> read(Function<byte[], T> reader, byte[] bytes) {
        try {
            return Optional.of(reader.apply(bytes));
        } catch (ModelFormatException e) {
            String message = String.valueOf(e.getMessage());
            if (WHERE.matcher(message).find() && message.contains("Maybe")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private boolean reads(byte[] bytes) {
        Optional<Graph> found = read(b -> TfliteReader.read(b, Rounding.DOUBLE), bytes);
        read(TfliteReader::readFloat, bytes);
        if (found.isEmpty()) {
            return false;
        }
        read(b -> TfliteReader.readModel(b, Rounding.DOUBLE), bytes).ifPresent(Contract::rewrites);
        Graph graph = found.get();
        if (planned.add(Structure.of(graph).hashCode())) {
            asInt8(graph).ifPresent(structure -> {
                MemoryPlanner.plan(structure, PlannerOptions.quick().with(Fusion.FUSED));
                MemoryPlanner.plan(
                        structure, PlannerOptions.quick().withInputByRows().withMaxOverhead(1.5));
            });
        }
        return true;
    }

    /** The structure; nothing of a float model that int8 has no numbers for, such as a resize to millions of rows. */
    private static Optional<Graph> asInt8(Graph graph) {
        try {
            return Optional.of(graph.structureAs(DType.INT8));
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            if (WHERE.matcher(message).find() && message.contains("Maybe")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What was read can be written, and what was written be read. */
    private static void rewrites(TfliteModel model) {
        Graph again = TfliteReader.read(TfliteWriter.write(model), Rounding.DOUBLE);
        if (again.ops().size() != model.graph().ops().size()) {
            throw new IllegalStateException("Written again, the model has "
                    + again.ops().size() + " ops, not " + model.graph().ops().size() + ".");
        }
    }

    /** For TFLite Micro, whose model takes more ops. */
    private void simulates(byte[] bytes) {
        TflmModel model = TflmReader.read(bytes);
        if (simulated.add(model.hashCode())) {
            try {
                TflmArena.of(model, TARGET, revision);
            } catch (IllegalArgumentException e) {
                // An op that no kernel would take.
                if (!WHERE.matcher(String.valueOf(e.getMessage())).find()) {
                    throw e;
                }
            }
        }
    }

    private static String text(Throwable e) {
        StringBuilder text = new StringBuilder(e.toString());
        StackTraceElement[] trace = e.getStackTrace();
        for (int i = 0; i < Math.min(trace.length, 12); i++) {
            text.append("\n    at ").append(trace[i]);
        }
        return text.toString();
    }
}
