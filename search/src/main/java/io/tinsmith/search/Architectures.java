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
                .allow("kind", "resolution", "channels", "classes", "stem", "blocks", "headWidth");
        int resolution = root.integer("resolution");
        int channels = root.integer("channels");
        int classes = root.integer("classes");
        Stem stem = stem(root.map("stem"));
        List<Block> blocks =
                root.maps("blocks").stream().map(Architectures::block).toList();
        int headWidth = root.integer("headWidth", 0);
        return root.build(() -> new Architecture(resolution, channels, stem, blocks, headWidth, classes));
    }

    /** The text of an architecture, always the same for the same value. */
    public static String format(Architecture a) {
        StringBuilder text = new StringBuilder();
        text.append("resolution: ").append(a.resolution()).append('\n');
        text.append("channels: ").append(a.channels()).append('\n');
        text.append("classes: ").append(a.classes()).append('\n');
        text.append("stem: {width: ")
                .append(a.stem().width())
                .append(", kernel: ")
                .append(a.stem().kernel())
                .append(", stride: ")
                .append(a.stem().stride())
                .append("}\n");
        text.append(a.blocks().isEmpty() ? "blocks: []\n" : "blocks:\n");
        for (Block b : a.blocks()) {
            text.append("  - {width: ").append(b.width());
            text.append(", kernel: ").append(b.kernel());
            text.append(", expansion: ").append(b.expansion());
            text.append(", stride: ").append(b.stride());
            text.append(", residual: ").append(b.residual()).append("}\n");
        }
        return text.append("headWidth: ").append(a.headWidth()).append('\n').toString();
    }

    private static Stem stem(YamlMap map) {
        map.allow("width", "kernel", "stride");
        int width = map.integer("width");
        int kernel = map.integer("kernel", 3);
        int stride = map.integer("stride");
        return map.build(() -> new Stem(width, kernel, stride));
    }

    private static Block block(YamlMap map) {
        map.allow("width", "kernel", "expansion", "stride", "residual");
        int width = map.integer("width");
        int kernel = map.integer("kernel");
        int expansion = map.integer("expansion");
        int stride = map.integer("stride");
        boolean residual = map.flag("residual", true);
        return map.build(() -> new Block(width, kernel, expansion, stride, residual));
    }
}
