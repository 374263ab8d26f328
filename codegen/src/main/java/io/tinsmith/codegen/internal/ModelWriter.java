package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.Tensor;
import io.tinsmith.memory.Placement;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes {@code tns_model.h} and {@code tns_model.c}. The same schedule gives the same text. */
public final class ModelWriter {
    /** The runtime's contract that this generator writes for. */
    private static final int RUNTIME_ABI = 1;

    private final Schedule schedule;
    private final WeightOrder order;
    private final String sha256;
    private final List<StepCode> steps = new ArrayList<>();
    private final List<String> titles = new ArrayList<>();
    private final List<String> opNames = new ArrayList<>();

    /** @param columnBytes {@code TNS_COLUMN_BYTES} of the runtime */
    public ModelWriter(Schedule schedule, WeightOrder order, int columnBytes, String sha256) {
        this.schedule = schedule;
        this.order = order;
        this.sha256 = sha256;
        StepContext context = StepContext.of(schedule, order, columnBytes);
        for (Step step : schedule.steps()) {
            List<Integer> ops = step.ops();
            titles.add(name(ops.get(0)) + (ops.size() > 1 ? " .. " + name(ops.get(ops.size() - 1)) : ""));
            steps.add(step(context, step, opNames.size()));
            ops.forEach(op -> opNames.add(name(op)));
        }
        if (schedule.inputByRows()) {
            opNames.add("input");
        }
    }

    private String name(int op) {
        Graph graph = schedule.graph();
        return Identifiers.opName(graph.tensor(graph.ops().get(op).output()).name());
    }

    private StepCode step(StepContext context, Step step, int op) {
        if (step instanceof Step.Stream stream) {
            return new StreamSteps(context, stream, op).code();
        }
        return step instanceof Step.Grouped grouped
                ? new GroupedSteps(context).code(grouped, op)
                : layer(context, (Step.Layer) step, op);
    }

    private StepCode layer(StepContext context, Step.Layer layer, int op) {
        StepCode code = code(context, schedule.graph().ops().get(layer.op()), layer);
        return new StepCode(code.constants(), StepCode.metered(op, code.call()), code.kernels(), code.assertions());
    }

    private static StepCode code(StepContext context, Op op, Step.Layer layer) {
        LinearSteps linear = new LinearSteps(context);
        OtherSteps other = new OtherSteps(context);
        if (op instanceof Op.Conv2d conv) {
            return linear.conv(conv, layer);
        }
        if (op instanceof Op.TransposeConv conv) {
            return new TransposeConvSteps(context).conv(conv, layer);
        }
        if (op instanceof Op.DepthwiseConv2d conv) {
            return linear.depthwise(conv, layer);
        }
        if (op instanceof Op.FullyConnected dense) {
            return new DenseSteps(context).layer(dense, layer);
        }
        if (op instanceof Op.Pairwise pairwise) {
            return new PairSteps(context).code(pairwise);
        }
        if (op instanceof Op.Unary unary) {
            return new ElementSteps(context).unary(unary);
        }
        if (op instanceof Op.AveragePool2d pool) {
            return other.averagePool(pool, layer);
        }
        if (op instanceof Op.Mean mean) {
            return other.mean(mean, layer);
        }
        if (op instanceof Op.Reduce reduce) {
            return new ReduceSteps(context).reduce(reduce, layer);
        }
        if (op instanceof Op.MaxPool2d pool) {
            return other.maxPool(pool, layer);
        }
        if (op instanceof Op.Reshape reshape) {
            return other.reshape(reshape);
        }
        MoveSteps move = new MoveSteps(context);
        if (op instanceof Op.Concat concat) {
            return move.concat(concat, layer);
        }
        if (op instanceof Op.Pad || op instanceof Op.Transpose || op instanceof Op.Slice) {
            return move.move(op, layer);
        }
        if (op instanceof Op.ResizeNearest resize) {
            return move.resize(resize, layer);
        }
        if (op instanceof Op.Resize resize) {
            return new ResizeSteps(context).resize(resize, layer);
        }
        if (op instanceof Op.Softmax softmax) {
            return other.softmax(softmax, layer);
        }
        throw new IllegalArgumentException("The op (" + op + ") has no C.");
    }

    /** Names of the runtime's functions that the model calls, ascending. */
    public Set<String> kernels() {
        Set<String> kernels = new TreeSet<>();
        steps.forEach(step -> kernels.addAll(step.kernels()));
        return kernels;
    }

    /** By op, in the order in which the steps name them; then {@code input}, where it comes by rows. */
    public List<String> opNames() {
        return List.copyOf(opNames);
    }

    public String header() {
        Graph graph = schedule.graph();
        InputTexts input = new InputTexts(schedule);
        EndTexts inputs = EndTexts.inputs(schedule);
        EndTexts outputs = EndTexts.outputs(schedule);
        ArenaArrays arrays = new ArenaArrays(schedule);
        return Template.of("model.h")
                .put("MODEL", Identifiers.plain(graph.name()))
                .put("SHA256", sha256)
                .put("ABI", RUNTIME_ABI)
                .put("ROUNDING", graph.rounding().name())
                .put("ROUNDING_NAME", graph.rounding().name().toLowerCase(Locale.ROOT))
                .put("ARENA_BYTES", schedule.arenaBytes())
                .put("INPUTS", inputs.defines())
                .put("INPUT_PRESERVED", inputIsPreserved(schedule) ? 1 : 0)
                .put("OUTPUTS", outputs.defines())
                .put("CONVERSIONS", inputs.conversions() + outputs.conversions())
                .put("ARENAS", arrays.declarations())
                .put("OP_COUNT", opNames.size())
                .put("ARENA_USE", input.arenaUse())
                .put("READ_INPUT", input.readInput())
                .text();
    }

    /** For a runtime that is compiled with all ways of its kernels. */
    public String source() {
        return source(KernelPaths.ALL);
    }

    /**
     * The text of {@code tns_model.c}.
     *
     * @param paths without which it does not compile
     */
    public String source(KernelPaths paths) {
        StringBuilder constants = new StringBuilder();
        StringBuilder calls = new StringBuilder();
        StringBuilder names = new StringBuilder();
        ArenaArrays arrays = new ArenaArrays(schedule);
        List<String> assertions = new ArrayList<>();
        for (Placement p : schedule.placements()) {
            assertions.add(arrays.fits(p.arenaOffsetBytes(), Long.toString(p.sizeBytes())));
        }
        for (int i = 0; i < steps.size(); i++) {
            StepCode step = steps.get(i);
            constants.append("/* ").append(titles.get(i).replace("/*", "_")).append(" */\n");
            constants.append(step.constants()).append('\n');
            calls.append(step.call());
            assertions.addAll(step.assertions());
        }
        opNames.forEach(name -> names.append("    \"").append(name).append("\",\n"));
        StringBuilder checks = new StringBuilder();
        for (int i = 0; i < assertions.size(); i++) {
            checks.append("TNS_ASSERT(")
                    .append(i)
                    .append(", ")
                    .append(assertions.get(i))
                    .append(");\n");
        }
        boolean strings =
                calls.indexOf("memcpy") >= 0 || calls.indexOf("memset") >= 0 || constants.indexOf("memset") >= 0;
        return Template.of("model.c")
                .put("INCLUDES", strings ? "#include <string.h>\n\n" : "")
                .put("STREAM_INCLUDE", streamIncludes())
                .put("ROUNDING", schedule.graph().rounding().name())
                .put("WEIGHT_QUADS", order == WeightOrder.QUADS ? 1 : 0)
                .put("PATHS", paths.check())
                .put("ASSERTIONS", checks)
                .put("ARENAS", arrays.definitions())
                .put("ARENAS_ALIGNED", arrays.areAligned())
                .put("CONSTANTS", constants)
                .put("NAMES", names)
                .put("CALLS", calls)
                .text();
    }

    private String streamIncludes() {
        return Stream.of("tns_stream", "tns_strip")
                .filter(kernels()::contains)
                .map(name -> "#include \"" + name + ".h\"\n")
                .collect(Collectors.joining());
    }

    /** Whether an inference leaves the bytes of all inputs as they were. */
    public static boolean inputIsPreserved(Schedule schedule) {
        Writes writes = new Writes(schedule);
        return schedule.inputByRows() || schedule.graph().inputs().stream().noneMatch(writes::overwrite);
    }

    /** Checks that the graph is one that this generator can write. */
    public static void check(Schedule schedule) {
        Graph graph = schedule.graph();
        if (graph.rounding() == Rounding.FLOAT) {
            throw new IllegalArgumentException("The graph (" + graph.name()
                    + ") rounds as FLOAT: the runtime has no kernels for that.\nMaybe use DOUBLE or SINGLE.");
        }
        if (schedule.steps().isEmpty()) {
            throw new IllegalArgumentException("The schedule of graph (" + graph.name() + ") has no steps.");
        }
        for (Tensor tensor : graph.tensors()) {
            if (tensor.isParameter() && tensor.data().isEmpty()) {
                throw new IllegalArgumentException("The tensor (" + tensor.name()
                        + ") has no data.\nMaybe the graph was not trained or not quantized.");
            }
        }
    }
}
