package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Op;
import io.tinsmith.graph.RowWindow;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Split;
import io.tinsmith.memory.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The C of one stream: a function for a row of each op, the tables of {@code tns_stream.h}, and the call. */
final class StreamSteps {
    /** What a byte holds beside {@code TNS_STREAM_WHOLE}. */
    private static final int MOST = 254;

    private final StepContext context;
    private final Step.Stream stream;
    private final int firstOp;

    /** Of each stage the place of its op in the stream; of a split that of its projection. */
    private final List<Integer> places = new ArrayList<>();

    /** Stages by their output. */
    private final Map<Integer, Integer> producers = new HashMap<>();

    private final Map<Integer, Ring> rings = new HashMap<>();
    private final Map<Integer, Split> splits = new HashMap<>();
    private final Map<Integer, AccumulationSteps> accumulations = new HashMap<>();

    /** Places in the table of tensors. */
    private final Map<Integer, Integer> tensors = new LinkedHashMap<>();

    private final StringBuilder constants = new StringBuilder();
    private final StringBuilder functions = new StringBuilder();
    private final StringBuilder stages = new StringBuilder();
    private final StringBuilder clears = new StringBuilder();
    private final Set<String> kernels = new TreeSet<>(Set.of("tns_stream"));
    private final List<String> assertions = new ArrayList<>();
    private final boolean byRows;
    private int mostRows = 1;

    /** @param firstOp the index of its first op among all that are metered */
    StreamSteps(StepContext context, Step.Stream stream, int firstOp) {
        this.context = context;
        this.stream = stream;
        this.firstOp = firstOp;
        if (stream.strips() > 1) {
            kernels.add("tns_strip");
        }
        Set<Integer> within = new HashSet<>();
        stream.rings().forEach(ring -> rings.put(ring.tensor(), ring));
        for (Split split : stream.splits()) {
            splits.put(split.project(), split);
            within.add(split.expand());
            within.add(split.depthwise());
        }
        for (int i = 0; i < stream.ops().size(); i++) {
            if (!within.contains(stream.ops().get(i))) {
                producers.put(context.graph().ops().get(stream.ops().get(i)).output(), places.size());
                places.add(i);
            }
        }
        for (Accumulation a : stream.accumulations()) {
            accumulations.put(a.op(), new AccumulationSteps(context, stream, a));
        }
        byRows = rings.containsKey(input());
        if (byRows) {
            producers.put(input(), places.size());
        }
    }

    private int input() {
        return context.graph().inputs().get(0);
    }

    StepCode code() {
        Map<Integer, String> feeds = feeds();
        for (int i = 0; i < places.size(); i++) {
            RowBody row = row(i);
            constants.append(row.code().constants());
            kernels.addAll(row.code().kernels());
            assertions.addAll(row.code().assertions());
            String name = context.name(op(i).output(), "row");
            String body = row.declarations()
                    + StepCode.metered(firstOp + places.get(i), row.code().call())
                    + feeds.getOrDefault(op(i).output(), "");
            functions
                    .append("static void ")
                    .append(name)
                    .append("(const int8_t *const *rows, int8_t *output, int32_t y, int32_t strip) {\n")
                    .append(unused(body, "rows"))
                    .append(unused(body, "y"))
                    .append(unused(body, "strip"))
                    .append(body)
                    .append("}\n");
            stages.append(stage(i, name));
        }
        if (byRows) {
            InputStage source = new InputStage(context, stream);
            functions.append(source.function(feeds.getOrDefault(input(), "")));
            stages.append(source.entry(place(input())));
        }
        String table = tensorTable();
        if (tensors.size() > MOST || stageCount() > MOST) {
            throw new IllegalArgumentException("A stream has (" + places.size() + ") ops on (" + tensors.size()
                    + ") tensors; (" + MOST + ") are the most.\nMaybe cut it in two.");
        }
        String name = context.name(op(places.size() - 1).output(), "stream");
        functions.append(function(name, table));
        return new StepCode(
                constants.append(functions).toString(),
                "    " + name + "();\n",
                List.copyOf(kernels),
                List.copyOf(assertions));
    }

    private static String unused(String body, String parameter) {
        return Pattern.compile("\\b" + parameter + "\\b").matcher(body).find() ? "" : "    (void)" + parameter + ";\n";
    }

    private int stageCount() {
        return places.size() + (byRows ? 1 : 0);
    }

    private int index(int stage) {
        return stream.ops().get(places.get(stage));
    }

    private Op op(int stage) {
        return context.graph().ops().get(index(stage));
    }

    /** The op whose window a stage reads its inputs through. */
    private Op windowed(int stage) {
        Split split = splits.get(index(stage));
        return split == null ? op(stage) : context.graph().ops().get(split.depthwise());
    }

    private List<Integer> inputs(int stage) {
        Split split = splits.get(index(stage));
        return split == null ? context.activations(op(stage)) : List.of(split.input(context.graph()));
    }

    /** What is added up in the function that makes a tensor's rows. */
    private Map<Integer, String> feeds() {
        Map<Integer, String> feeds = new HashMap<>();
        for (int place = 0; place < stream.ops().size(); place++) {
            AccumulationSteps a = accumulations.get(stream.ops().get(place));
            if (a == null) {
                continue;
            }
            if (!producers.containsKey(a.input())) {
                throw context.unsupported(
                        context.graph().ops().get(stream.ops().get(place)).output(),
                        "accumulates rows that its stream does not make",
                        "run it as a layer.");
            }
            clears.append(a.clear());
            feeds.merge(a.input(), a.feed(firstOp + place), String::concat);
        }
        return feeds;
    }

    private RowBody row(int stage) {
        Split split = splits.get(index(stage));
        if (split != null) {
            return new SplitSteps(context, stream).body(split);
        }
        AccumulationSteps a = accumulations.get(index(stage));
        if (a != null) {
            return a.finish();
        }
        RowCode code = code(op(stage));
        return stream.strips() == 1 ? code.body() : new StripSteps(context, stream).body(code, op(stage));
    }

    private RowCode code(Op op) {
        LinearSteps linear = new LinearSteps(context);
        OtherSteps other = new OtherSteps(context);
        if (op instanceof Op.Conv2d conv) {
            return linear.convRow(conv);
        }
        if (op instanceof Op.DepthwiseConv2d conv) {
            return linear.depthwiseRow(conv);
        }
        if (op instanceof Op.Pairwise pairwise) {
            return new PairSteps(context).row(pairwise);
        }
        if (op instanceof Op.Unary unary) {
            return new ElementSteps(context).unaryRow(unary);
        }
        if (op instanceof Op.MaxPool2d pool) {
            return other.maxPoolRow(pool);
        }
        if (op instanceof Op.AveragePool2d pool) {
            return other.averagePoolRow(pool);
        }
        if (op instanceof Op.Concat concat) {
            return new MoveSteps(context).concatRow(concat);
        }
        if (op instanceof Op.ResizeNearest resize) {
            return new MoveSteps(context).resizeRow(resize);
        }
        throw context.unsupported(op.output(), "is in a stream", "end the stream before it.");
    }

    private String stage(int stage, String function) {
        // An accumulating op reads no row again: its output, one row, is due when the last has come.
        boolean accumulates = accumulations.containsKey(index(stage));
        List<Integer> inputs = inputs(stage);
        RowWindow window = accumulates
                ? new RowWindow(height(inputs.get(0)), 1, 1, height(inputs.get(0)), 0)
                : RowWindow.of(context.graph(), windowed(stage));
        int dilation = accumulates ? 1 : dilation(windowed(stage));
        int taps = accumulates ? 0 : (window.span() - 1) / dilation + 1;
        if (inputs.size() > Step.Stream.MOST_INPUTS) {
            throw context.unsupported(
                    op(stage).output(),
                    "reads (" + inputs.size() + ") tensors in a stream",
                    "join them in steps: (" + Step.Stream.MOST_INPUTS + ") are the most, a layer takes any number.");
        }
        String numbers = inputs.stream().map(t -> Integer.toString(place(t))).collect(Collectors.joining(", "));
        mostRows = Math.max(mostRows, taps * inputs.size());
        return String.format(
                Locale.ROOT,
                """
                        {.run = %s, .inputs = {%s}, .input_count = %d, .output = %d,
                         .reach = %d, .stride = %d, .taps = %d, .dilation = %d, .pad_top = %d,
                         .upsample = %d},
                """,
                function,
                numbers,
                inputs.size(),
                place(op(stage).output()),
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
            Ring ring = rings.get(t);
            Integer producer = producers.get(t);
            int rows = ring == null ? height(t) : ring.rows();
            String address = ring == null ? context.address(t) : context.address(ring.arenaOffsetBytes());
            long bytes = ring == null ? context.tensor(t).bytes() / height(t) : ring.slotBytes(context.tensor(t));
            if (ring != null) {
                assertions.add(context.fits(ring.arenaOffsetBytes(), rows + " * " + bytes));
            }
            text.append(String.format(
                    Locale.ROOT,
                    """
                            {.base = %s, .row_bytes = %d, .rows = %d, .height = %d, .producer = %s, .leaves = %d},
                    """,
                    address,
                    bytes,
                    rows,
                    height(t),
                    producer == null ? "TNS_STREAM_WHOLE" : producer,
                    producer != null && ring == null ? 1 : 0));
        }
        return text.toString();
    }

    /** Rows of a tensor; those of a dense layer's output are one. */
    private int height(int tensor) {
        Shape shape = context.tensor(tensor).shape();
        return shape.rank() == 4 ? shape.height() : 1;
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
                %s%s}
                """,
                name,
                table,
                stages,
                tensors.size(),
                stageCount(),
                tensors.size(),
                stageCount(),
                mostRows,
                clears,
                runs());
    }

    private String runs() {
        if (stream.strips() == 1) {
            return "    tns_stream_run(&stream, &state, 0);\n";
        }
        return "    for (int32_t strip = 0; strip < " + stream.strips() + "; strip++) {\n"
                + "        tns_stream_run(&stream, &state, strip);\n    }\n";
    }
}
