package io.tinsmith.search.trellis;

import io.tinsmith.search.cell.LayerOp;
import io.tinsmith.search.internal.YamlMap;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Networks of several resolutions as YAML text. */
public final class TrellisFiles {
    private TrellisFiles() {}

    /**
     * The network of a file whose {@code kind} is {@link TrellisNetwork#KIND}.
     *
     * @throws IllegalArgumentException naming the line, for an unknown key or a value out of range
     */
    public static TrellisNetwork read(YamlMap root) {
        root.allow("kind", "resolution", "channels", "classes", "task", "stem", "widths", "layers", "headWidth");
        int resolution = root.integer("resolution");
        int channels = root.integer("channels");
        int classes = root.integer("classes");
        Task task = root.value("task", Task::of);
        YamlMap stem = root.map("stem").allow("kernel", "stride");
        int kernel = stem.integer("kernel", 3);
        int stride = stem.integer("stride");
        List<Integer> widths = root.integers("widths");
        List<List<TrellisNode>> layers = new ArrayList<>();
        for (YamlMap layer : root.maps("layers")) {
            layer.allow("nodes");
            layers.add(layer.maps("nodes").stream().map(TrellisFiles::node).toList());
        }
        Trellis trellis = root.build("layers", () -> new Trellis(layers));
        int headWidth = root.integer("headWidth", 0);
        return root.build(() ->
                new TrellisNetwork(resolution, channels, kernel, stride, widths, trellis, headWidth, classes, task));
    }

    private static TrellisNode node(YamlMap map) {
        map.allow("level", "op", "from");
        int level = map.integer("level");
        LayerOp op = map.value("op", LayerOp::of);
        List<Integer> from = map.integers("from");
        return map.build(() -> new TrellisNode(level, op, from));
    }

    /** The text of a network, always the same for the same value. */
    static String format(TrellisNetwork n) {
        StringBuilder text = new StringBuilder();
        text.append("kind: ").append(TrellisNetwork.KIND).append('\n');
        text.append("resolution: ").append(n.resolution()).append('\n');
        text.append("channels: ").append(n.channels()).append('\n');
        text.append("classes: ").append(n.classes()).append('\n');
        text.append("task: ").append(n.task().label()).append('\n');
        text.append("stem: {kernel: ").append(n.stemKernel());
        text.append(", stride: ").append(n.stemStride()).append("}\n");
        text.append("widths: ").append(n.widths()).append('\n');
        text.append("layers:\n");
        for (List<TrellisNode> layer : n.trellis().layers()) {
            text.append("  - nodes:\n")
                    .append(layer.stream().map(TrellisFiles::format).collect(Collectors.joining()));
        }
        return text.append("headWidth: ").append(n.headWidth()).append('\n').toString();
    }

    private static String format(TrellisNode node) {
        return "      - {level: " + node.level() + ", op: " + node.op().label() + ", from: " + node.from() + "}\n";
    }
}
