package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Op;
import io.tinsmith.graph.RowWindow;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Split;
import io.tinsmith.memory.Step;
import io.tinsmith.memory.StripColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/** Rows of the stages of a stream that runs in several strips: each function looks up the columns of its strip. */
final class StripSteps {
    private final StepContext context;
    private final Step.Stream stream;
    private final StripColumns columns;
    private final Set<Integer> rings = new HashSet<>();

    StripSteps(StepContext context, Step.Stream stream) {
        this.context = context;
        this.stream = stream;
        this.columns = StripColumns.of(context.graph(), stream);
        stream.rings().stream().map(Ring::tensor).forEach(rings::add);
    }

    RowBody body(RowCode row, Op op) {
        String declarations = row.columns() == RowCode.Columns.WINDOW ? window(row, op) : moved(row, op);
        boolean window = row.columns() == RowCode.Columns.WINDOW;
        String call = row.call("&part", window ? "rows" : "moved", window ? "output + s->output" : "output + s[1]");
        return new RowBody(StepCode.of(row.constants(), row.kernel(), call), declarations + skip(op.output(), window));
    }

    private String window(RowCode row, Op op) {
        String copy = row.type().equals("tns_conv_params") ? "tns_strip_conv" : "tns_strip_pool";
        RowWindow window = RowWindow.ofColumns(context.graph(), op);
        int input = op.inputs().get(0);
        return table(strip -> window(strip, window, op.output(), stored(strip, input), width(strip, input)))
                + "    const " + row.type() + " part = " + copy + "(&" + row.params() + ", s);\n";
    }

    /** A row of {@code tns_strip}. */
    private String window(int strip, RowWindow window, int output, int inFrom, int inWidth) {
        int first = columns.from(strip, output);
        return "{.in_w = " + inWidth + ", .out_w = " + columns.width(strip, output) + ", .pad_left = "
                + (window.padTop() - first * window.strideH() + inFrom) + ", .output = " + offset(strip, output, first)
                + "}";
    }

    /** Ops that read the pixels that they write: their rows begin at the strip's first column. */
    private String moved(RowCode row, Op op) {
        List<Integer> inputs = context.activations(op);
        List<String> pointers = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            pointers.add("rows[" + i + "] + s[" + (i + 3) + "]");
        }
        List<String> rows = new ArrayList<>();
        for (int strip = 0; strip < stream.strips(); strip++) {
            rows.add("{" + moved(strip, op, inputs) + "}");
        }
        return "    static const int32_t strips[][" + (inputs.size() + 3) + "] = {" + String.join(", ", rows) + "};\n"
                + "    const int32_t *const s = strips[strip];\n"
                + "    const int8_t *const moved[] = {" + String.join(", ", pointers) + "};\n"
                + "    " + row.type() + " part = " + row.params() + ";\n"
                + "    part." + size(row, op) + ";\n";
    }

    private String size(RowCode row, Op op) {
        return switch (row.columns()) {
            case WINDOW -> throw new IllegalArgumentException("The row (" + row + ") takes no moved rows.");
            case PIXELS -> "out_w = s[0]";
            case VALUES ->
                "size = s[0] * " + context.tensor(op.output()).shape().channels();
            case JOINED -> "pixels = s[0]";
            case ENLARGED -> "out_w = s[0];\n    part.skip = s[2]";
        };
    }

    /** Columns, bytes to the first of them, those of its input pixel that lie left of it, bytes to that in each input. */
    private String moved(int strip, Op op, List<Integer> inputs) {
        RowWindow window = RowWindow.ofColumns(context.graph(), op);
        int output = op.output();
        int first = columns.from(strip, output);
        int count = columns.width(strip, output);
        StringBuilder text = new StringBuilder();
        text.append(count).append(", ").append(offset(strip, output, first)).append(", ");
        text.append(first % window.upsample());
        for (int input : inputs) {
            text.append(", ").append(count == 0 ? 0 : offset(strip, input, window.firstRow(first)));
        }
        return text.toString();
    }

    /** A split reads the columns of its input that its depthwise convolution reads of the expanded tensor. */
    String split(Split split, String params, String filter) {
        List<Op> ops = context.graph().ops();
        Op depthwise = ops.get(split.depthwise());
        RowWindow window = RowWindow.ofColumns(context.graph(), depthwise);
        int expanded = ops.get(split.expand()).output();
        int output = ops.get(split.project()).output();
        String first = numbers(strip -> columns.width(strip, output) == 0
                ? 0
                : offset(strip, split.input(context.graph()), columns.from(strip, expanded)));
        return table(strip ->
                        window(strip, window, output, columns.from(strip, expanded), columns.width(strip, expanded)))
                + "    static const int32_t first[] = {" + first + "};\n"
                + "    const tns_conv_params filter = tns_strip_conv(&" + filter + ", s);\n"
                + "    tns_bottleneck_params part = " + params + ";\n"
                + "    part.depthwise = &filter;\n"
                + "    part.first = first[strip];\n"
                + skip(output, true);
    }

    /**
     * Declares {@code share}: of the share of a tensor's rows that is added up in a strip the bytes from the stored row, the
     * columns, and the values before it in the image's row.
     */
    String share(int tensor) {
        Shape shape = context.tensor(tensor).shape();
        List<String> shares = new ArrayList<>();
        for (int strip = 0; strip < stream.strips(); strip++) {
            int first = share(strip, shape.width());
            int count = share(strip + 1, shape.width()) - first;
            shares.add("{" + (count == 0 ? 0 : offset(strip, tensor, first)) + ", " + count + ", "
                    + first * shape.channels() + "}");
        }
        return "        static const int32_t shares[][3] = {" + String.join(", ", shares)
                + "};\n        const int32_t *const share = shares[strip];\n";
    }

    private int share(int strip, int width) {
        return (int) ((long) width * strip / stream.strips());
    }

    /** Nothing is to be done in a strip without columns. */
    private String skip(int output, boolean window) {
        for (int strip = 0; strip < stream.strips(); strip++) {
            if (columns.width(strip, output) == 0) {
                return "    if (" + (window ? "s->out_w" : "s[0]") + " == 0) {\n        return;\n    }\n";
            }
        }
        return "";
    }

    private String table(IntFunction<String> rows) {
        StringBuilder text = new StringBuilder("    static const tns_strip strips[] = {\n");
        for (int strip = 0; strip < stream.strips(); strip++) {
            text.append("        ").append(rows.apply(strip)).append(",\n");
        }
        return text.append("    };\n    const tns_strip *const s = &strips[strip];\n")
                .toString();
    }

    private String numbers(IntFunction<Integer> number) {
        List<String> texts = new ArrayList<>();
        for (int strip = 0; strip < stream.strips(); strip++) {
            texts.add(number.apply(strip).toString());
        }
        return String.join(", ", texts);
    }

    /** The first column of a tensor that stands in memory. */
    private int stored(int strip, int tensor) {
        return rings.contains(tensor) ? columns.from(strip, tensor) : 0;
    }

    /** Columns of a tensor that stand in memory and hold values of this strip. */
    private int width(int strip, int tensor) {
        return rings.contains(tensor)
                ? columns.width(strip, tensor)
                : context.tensor(tensor).shape().width();
    }

    private int offset(int strip, int tensor, int column) {
        Shape shape = context.tensor(tensor).shape();
        return (column - stored(strip, tensor)) * shape.channels();
    }
}
