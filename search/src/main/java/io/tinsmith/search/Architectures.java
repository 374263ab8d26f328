package io.tinsmith.search;

import io.tinsmith.search.internal.YamlMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Architectures as YAML files. */
public final class Architectures {
    private Architectures() {}

    /**
     * Reads the file that {@link #write} writes.
     *
     * @throws IllegalArgumentException naming the line, for an unknown key or a value out of range
     */
    public static Architecture read(Path file) throws IOException {
        return parse(String.valueOf(file.getFileName()), Files.readString(file));
    }

    public static void write(Architecture architecture, Path file) throws IOException {
        Files.writeString(file, format(architecture));
    }

    /**
     * An architecture from text.
     *
     * @param source how errors call the text
     */
    public static Architecture parse(String source, String text) {
        YamlMap root = YamlMap.parse(source, text)
                .allow("kind", "resolution", "channels", "classes", "stem", "blocks", "headWidth", "head");
        List<Integer> size = root.pair("resolution");
        int channels = root.integer("channels");
        int classes = root.integer("classes");
        Stem stem = stem(root.map("stem"));
        List<Block> blocks =
                root.maps("blocks").stream().map(Architectures::block).toList();
        int headWidth = root.integer("headWidth", 0);
        Head head = root.has("head") ? head(root.map("head")) : root.build(() -> Head.ofWidth(headWidth));
        return root.build(() ->
                new Architecture(new Resolution(size.get(0), size.get(1)), channels, stem, blocks, head, classes));
    }

    /** The text of an architecture, always the same for the same value. */
    public static String format(Architecture a) {
        StringBuilder text = new StringBuilder();
        Resolution size = a.resolution();
        text.append("resolution: ").append(pair(size.height(), size.width())).append('\n');
        text.append("channels: ").append(a.channels()).append('\n');
        text.append("classes: ").append(a.classes()).append('\n');
        text.append("stem: {").append(format(a.stem())).append("}\n");
        text.append(a.blocks().isEmpty() ? "blocks: []\n" : "blocks:\n");
        a.blocks().forEach(b -> text.append("  - {").append(format(b)).append("}\n"));
        Head head = a.head();
        if (head.isPlain()) {
            return text.append("headWidth: ").append(head.width()).append('\n').toString();
        }
        text.append("head: {width: ").append(head.width());
        text.append(", features: ").append(head.features());
        return text.append(", activation: ")
                .append(head.activation().text())
                .append("}\n")
                .toString();
    }

    private static String format(Stem s) {
        return "width: " + s.width() + ", kernel: " + pair(s.kernelHeight(), s.kernelWidth()) + ", stride: "
                + pair(s.strideHeight(), s.strideWidth()) + (s.pool() ? ", pool: true" : "")
                + (s.activation() == Nonlinearity.RELU6
                        ? ""
                        : ", activation: " + s.activation().text());
    }

    private static String format(Block b) {
        return (b.kind() == BlockKind.INVERTED ? "" : "kind: " + b.kind().text() + ", ")
                + "width: " + b.width() + ", kernel: " + b.kernel()
                + (b.kind().expands() ? ", expansion: " + Block.number(b.expansion()) : "")
                + ", stride: " + b.stride() + ", residual: " + b.residual()
                + (b.groups() > 1 ? ", groups: " + b.groups() : "")
                + (b.squeezed() > 0 ? ", squeezed: " + b.squeezed() : "")
                + (b.activation() == b.kind().defaultActivation()
                        ? ""
                        : ", activation: " + b.activation().text());
    }

    static String pair(int a, int b) {
        return a == b ? String.valueOf(a) : "[" + a + ", " + b + "]";
    }

    private static Stem stem(YamlMap map) {
        map.allow("width", "kernel", "stride", "pool", "activation");
        int width = map.integer("width");
        List<Integer> kernel = map.has("kernel") ? map.pair("kernel") : List.of(3, 3);
        List<Integer> stride = map.pair("stride");
        boolean pool = map.flag("pool", false);
        Nonlinearity activation =
                map.has("activation") ? map.value("activation", Nonlinearity::of) : Nonlinearity.RELU6;
        return map.build(
                () -> new Stem(width, kernel.get(0), kernel.get(1), stride.get(0), stride.get(1), pool, activation));
    }

    private static Head head(YamlMap map) {
        map.allow("width", "features", "activation");
        int width = map.integer("width", 0);
        int features = map.integer("features", 0);
        Nonlinearity activation =
                map.has("activation") ? map.value("activation", Nonlinearity::of) : Nonlinearity.RELU6;
        return map.build(() -> new Head(width, features, activation));
    }

    private static Block block(YamlMap map) {
        map.allow("width", "kernel", "expansion", "stride", "residual", "kind", "groups", "squeezed", "activation");
        BlockKind kind = map.has("kind") ? map.value("kind", BlockKind::of) : BlockKind.INVERTED;
        int width = map.integer("width");
        int kernel = map.integer("kernel");
        double expansion = map.number("expansion", 1);
        int stride = map.integer("stride");
        boolean residual = map.flag("residual", kind.defaultResidual());
        int groups = map.integer("groups", 1);
        int squeezed = map.integer("squeezed", 0);
        Nonlinearity activation =
                map.has("activation") ? map.value("activation", Nonlinearity::of) : kind.defaultActivation();
        return map.build(
                () -> new Block(kind, width, kernel, expansion, stride, residual, groups, squeezed, activation));
    }
}
