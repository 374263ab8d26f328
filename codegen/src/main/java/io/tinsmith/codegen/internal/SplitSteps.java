package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.Split;
import io.tinsmith.memory.Step;
import io.tinsmith.memory.StripColumns;
import java.util.List;
import java.util.Locale;

/** Rows of the splits of a stream. */
final class SplitSteps {
    private final StepContext context;
    private final Step.Stream stream;
    private final StripColumns columns;

    SplitSteps(StepContext context, Step.Stream stream) {
        this.context = context;
        this.stream = stream;
        this.columns = StripColumns.of(context.graph(), stream);
    }

    /** The projection's rows. */
    RowBody body(Split split) {
        Graph graph = context.graph();
        Op.Conv2d expand = (Op.Conv2d) graph.ops().get(split.expand());
        Op.DepthwiseConv2d filter = (Op.DepthwiseConv2d) graph.ops().get(split.depthwise());
        Op.Conv2d project = (Op.Conv2d) graph.ops().get(split.project());
        Shape kernel = context.tensor(filter.weights()).shape();
        Shape projected = context.tensor(project.output()).shape();
        int channels = kernel.channels();
        int group = Math.min(split.groupChannels(), channels);
        LinearSteps linear = new LinearSteps(context);
        WeightOrder order = context.order();
        LinearSteps.Params e = linear.convParams(expand, w -> order.packChannels(w, channels, group));
        LinearSteps.Params f =
                linear.depthwiseParams(filter, w -> grouped(w, kernel.dim(1) * kernel.dim(2), channels, group));
        LinearSteps.Params p = linear.convParams(project, w -> order.packTaps(w, projected.channels(), group));
        String name = context.name(project.output(), "split");
        String constants = String.format(
                Locale.ROOT, """
                %s%s%sstatic const tns_bottleneck_params %s = {
                    .expand = &%s, .depthwise = &%s, .project = &%s,
                    .group = %d, .first = 0,
                };
                """, e.text(), f.text(), p.text(), name, e.name(), f.name(), p.name(), group);
        boolean strips = stream.strips() > 1;
        int inColumns = 0;
        int outColumns = 0;
        long bytes = 0;
        for (int strip = 0; strip < stream.strips(); strip++) {
            int in = columns.width(strip, expand.output());
            int out = columns.width(strip, project.output());
            if (split.scratchBytes(graph, in, out) > bytes) {
                inColumns = in;
                outColumns = out;
                bytes = split.scratchBytes(graph, in, out);
            }
        }
        long offset = stream.scratchOffsetBytes();
        String call = String.format(
                Locale.ROOT,
                "tns_bottleneck_row_s8(&%s, rows, %s, output%s);",
                strips ? "part" : name,
                context.address(offset),
                strips ? " + s->output" : "");
        String scratch = String.format(
                Locale.ROOT,
                "TNS_BOTTLENECK_SCRATCH(%d, %d, %d, %d, %d) == %d",
                kernel.dim(1),
                group,
                inColumns,
                outColumns,
                projected.channels(),
                bytes);
        List<String> assertions =
                List.of(scratch, offset + " % sizeof(tns_sum) == 0", context.fits(offset, Long.toString(bytes)));
        StepCode code = new StepCode(constants, call, List.of("tns_bottleneck_row_s8"), assertions);
        return new RowBody(code, strips ? new StripSteps(context, stream).split(split, name, f.name()) : "");
    }

    /** {@code [groups][rows][group]} from {@code [rows][channels]}; the last group may be smaller. */
    static byte[] grouped(byte[] values, int rows, int channels, int group) {
        byte[] sorted = new byte[values.length];
        int next = 0;
        for (int first = 0; first < channels; first += group) {
            int size = Math.min(group, channels - first);
            for (int row = 0; row < rows; row++) {
                System.arraycopy(values, row * channels + first, sorted, next, size);
                next += size;
            }
        }
        return sorted;
    }
}
