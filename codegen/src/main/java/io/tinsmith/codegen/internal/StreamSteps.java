package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Op;
import io.tinsmith.graph.RowWindow;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The C of one stream: a function for a row of each op, the tables of {@code tns_stream.h}, and the call. */
final class StreamSteps {
    /** What a byte holds beside {@code TNS_STREAM_WHOLE}. */
    private static final int MOST = 254;

    private final StepContext context;
    private final Step.Stream stream;
    private final int firstOp;

    /** Ops by their output; what the stream's tables call stage i is op i of its list. */
    private final Map<Integer, Integer> producers = new HashMap<>();

    private final Map<Integer, Ring> rings = new HashMap<>();
    private final Map<Integer, Accumulation> accumulations = new HashMap<>();

    /** Places in the table of tensors. */
    private final Map<Integer, Integer> tensors = new LinkedHashMap<>();

    private final StringBuilder constants = new StringBuilder();
    private final StringBuilder functions = new StringBuilder();
    private final StringBuilder stages = new StringBuilder();
    private final StringBuilder clears = new StringBuilder();
    private final Set<String> kernels = new TreeSet<>(Set.of("tns_stream"));
    private final List<String> assertions = new ArrayList<>();
    private int mostRows = 1;

    /** @param firstOp the index of its first op among all that are metered */
    StreamSteps(StepContext context, Step.Stream stream, int firstOp) {
        this.context = context;
        this.stream = stream;
        this.firstOp = firstOp;
        stream.rings().forEach(ring -> rings.put(ring.tensor(), ring));
        stream.accumulations().forEach(a -> accumulations.put(a.op(), a));
        for (int i = 0; i < stream.ops().size(); i++) {
            producers.put(op(i).output(), i);
        }
    }

    StepCode code() {
        List<StepCode> rows = new ArrayList<>();
        Map<Integer, String> feeds = new HashMap<>();
        for (int i = 0; i < stream.ops().size(); i++) {
            rows.add(row(i, feeds));
        }
        for (int i = 0; i < rows.size(); i++) {
            Op op = op(i);
            constants.append(rows.get(i).constants());
            kernels.addAll(rows.get(i).kernels());
            String name = context.name(op.output(), "row");
            String unused = rows.get(i).call().contains("rows") ? "" : "    (void)rows;\n";
            unused += "    (void)y;\n    (void)strip;\n";
            functions
                    .append("static void ")
                    .append(name)
                    .append("(const int8_t *const *rows, int8_t *output, int32_t y, int32_t strip) {\n")
                    .append(unused)
                    .append(StepCode.metered(firstOp + i, rows.get(i).call()))
                    .append(feeds.getOrDefault(op.output(), ""))
                    .append("}\n");
            stages.append(stage(i, name));
        }
        String table = tensorTable();
        if (tensors.size() > MOST || rows.size() > MOST) {
            throw new IllegalArgumentException("A stream has (" + rows.size() + ") ops on (" + tensors.size()
                    + ") tensors; (" + MOST + ") are the most.\nMaybe cut it in two.");
        }
        String name = context.name(op(rows.size() - 1).output(), "stream");
        functions.append(function(name, table));
        return new StepCode(
                constants.append(functions).toString(),
                "    " + name + "();\n",
                List.copyOf(kernels),
                List.copyOf(assertions));
    }

    private Op op(int stage) {
        return context.graph().ops().get(stream.ops().get(stage));
    }

    private StepCode row(int stage, Map<Integer, String> feeds) {
        Op op = op(stage);
        LinearSteps linear = new LinearSteps(context);
        OtherSteps other = new OtherSteps(context);
        if (op instanceof Op.Conv2d conv) {
            return linear.convRow(conv);
        }
        if (op instanceof Op.DepthwiseConv2d conv) {
            return linear.depthwiseRow(conv);
        }
        if (op instanceof Op.Add add) {
            return other.addRow(add);
        }
        if (op instanceof Op.MaxPool2d pool) {
            return other.maxPoolRow(pool);
        }
        if (op instanceof Op.AveragePool2d pool) {
            Accumulation a = accumulations.get(stream.ops().get(stage));
            return a == null ? other.averagePoolRow(pool) : accumulation(stage, a, pool, other, feeds);
        }
        if (op instanceof Op.Concat concat) {
            return new MoveSteps(context).concatRow(concat);
        }
        if (op instanceof Op.ResizeNearest resize) {
            return new MoveSteps(context).resizeRow(resize);
        }
        throw context.unsupported(op.output(), "is in a stream", "end the stream before it.");
    }

    /** Adds each row of the input in the function that made it. */
    private StepCode accumulation(
            int stage, Accumulation a, Op.AveragePool2d op, OtherSteps other, Map<Integer, String> feeds) {
        if (!producers.containsKey(op.input())) {
            throw context.unsupported(
                    op.output(), "accumulates rows that its stream does not make", "run it as a layer.");
        }
        long offset = a.arenaOffsetBytes();
        long bytes = Accumulation.bytes(context.tensor(op.output()).shape().channels());
        String sums = "(tns_sum *)(void *)(tns_arena + " + offset + ")";
        OtherSteps.Params p = other.globalAverage(op);
        kernels.add("tns_average_pool_accumulate_s8");
        assertions.add(offset + " % sizeof(tns_sum) == 0");
        assertions.add(offset + " + " + bytes + " <= TNS_ARENA_BYTES");
        clears.append("    memset(tns_arena + ")
                .append(offset)
                .append(", 0, ")
                .append(bytes)
                .append(");\n");
        String feed = StepCode.metered(
                firstOp + stage, "tns_average_pool_accumulate_s8(&" + p.name() + ", output, " + sums + ");");
        feeds.merge(op.input(), feed, String::concat);
        return StepCode.of(p.text(), p.kernel(), p.kernel() + "(&" + p.name() + ", " + sums + ", output);");
    }

    private String stage(int stage, String function) {
        Op op = op(stage);
        RowWindow window = RowWindow.of(context.graph(), op);
        int dilation = dilation(op);
        boolean accumulates = accumulations.containsKey(stream.ops().get(stage));
        // An accumulating op reads no row again: its output is due when the last has come.
        int taps = accumulates ? 0 : (window.span() - 1) / dilation + 1;
        List<String> inputs = op.inputs().stream()
                .filter(t -> !context.tensor(t).isParameter())
                .map(t -> Integer.toString(place(t)))
                .toList();
        if (inputs.size() > Step.Stream.MOST_INPUTS) {
            throw context.unsupported(
                    op.output(),
                    "reads (" + inputs.size() + ") tensors in a stream",
                    "join them in steps: (" + Step.Stream.MOST_INPUTS + ") are the most, a layer takes any number.");
        }
        mostRows = Math.max(mostRows, taps * inputs.size());
        return String.format(
                Locale.ROOT,
                """
                        {.run = %s, .inputs = {%s}, .input_count = %d, .output = %d,
                         .reach = %d, .stride = %d, .taps = %d, .dilation = %d, .pad_top = %d,
                         .upsample = %d},
                """,
                function,
                String.join(", ", inputs),
                inputs.size(),
                place(op.output()),
                window.span(),
                window.strideH(),
                taps,
                dilation,
                window.padTop(),
                window.upsample());
    }

    private static int dilation(Op op) {
        if (op instanceof Op.Conv2d conv) {
            return conv.window().dilationH();
        }
        return op instanceof Op.DepthwiseConv2d conv ? conv.window().dilationH() : 1;
    }

    private int place(int tensor) {
        return tensors.computeIfAbsent(tensor, t -> tensors.size());
    }

    private String tensorTable() {
        StringBuilder text = new StringBuilder();
        for (int t : tensors.keySet()) {
            Tensor tensor = context.tensor(t);
            Shape shape = tensor.shape();
            Ring ring = rings.get(t);
            Integer producer = producers.get(t);
            String address = ring == null ? context.address(t) : "tns_arena + " + ring.arenaOffsetBytes();
            int rows = ring == null ? shape.height() : ring.rows();
            if (ring != null) {
                assertions.add(
                        ring.arenaOffsetBytes() + " + " + rows + " * " + Ring.rowBytes(tensor) + " <= TNS_ARENA_BYTES");
            }
            text.append(String.format(
                    Locale.ROOT,
                    """
                            {.base = %s, .row_bytes = %d, .rows = %d, .height = %d, .producer = %s, .leaves = %d},
                    """,
                    address,
                    Ring.rowBytes(tensor),
                    rows,
                    shape.height(),
                    producer == null ? "TNS_STREAM_WHOLE" : producer,
                    producer != null && ring == null ? 1 : 0));
        }
        return text.toString();
    }

    private String function(String name, String table) {
        return String.format(
                Locale.ROOT,
                """
                static void %s(void) {
                    static const tns_stream_tensor tensors[] = {
                %s    };
                    static const tns_stream_stage stages[] = {
                %s    };
                    static const tns_stream stream = {tensors, stages, %d, %d};
                    uint16_t produced[%d];
                    uint8_t path[%d];
                    const int8_t *rows[%d];
                    const tns_stream_state state = {produced, path, rows};
                %s    tns_stream_run(&stream, &state, 0);
                }
                """,
                name,
                table,
                stages,
                tensors.size(),
                stream.ops().size(),
                tensors.size(),
                stream.ops().size(),
                mostRows,
                clears);
    }
}
