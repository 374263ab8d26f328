package io.tinsmith.search.cell;

import io.tinsmith.search.Stem;
import io.tinsmith.search.internal.YamlMap;
import java.util.List;
import java.util.stream.Collectors;

/** Networks of cells as YAML text. */
public final class CellFiles {
    private CellFiles() {}

    /**
     * The network of a file whose {@code kind} is {@link CellNetwork#KIND}.
     *
     * @throws IllegalArgumentException naming the line, for an unknown key or a value out of range
     */
    public static CellNetwork read(YamlMap root) {
        root.allow("kind", "resolution", "channels", "classes", "stem", "stages", "normal", "reduction", "headWidth");
        int resolution = root.integer("resolution");
        int channels = root.integer("channels");
        int classes = root.integer("classes");
        YamlMap stemMap = root.map("stem").allow("width", "kernel", "stride");
        int stemWidth = stemMap.integer("width");
        int stemKernel = stemMap.integer("kernel", 3);
        int stemStride = stemMap.integer("stride");
        Stem stem = stemMap.build(() -> new Stem(stemWidth, stemKernel, stemStride));
        List<CellStage> stages =
                root.maps("stages").stream().map(CellFiles::stage).toList();
        Cell normal = cell(root, "normal");
        Cell reduction = cell(root, "reduction");
        int headWidth = root.integer("headWidth", 0);
        return root.build(
                () -> new CellNetwork(resolution, channels, stem, stages, normal, reduction, headWidth, classes));
    }

    /** The text of a network, always the same for the same value. */
    static String format(CellNetwork n) {
        StringBuilder text = new StringBuilder();
        text.append("kind: ").append(CellNetwork.KIND).append('\n');
        text.append("resolution: ").append(n.resolution()).append('\n');
        text.append("channels: ").append(n.channels()).append('\n');
        text.append("classes: ").append(n.classes()).append('\n');
        text.append("stem: {width: ").append(n.stem().width());
        text.append(", kernel: ").append(n.stem().kernel());
        text.append(", stride: ").append(n.stem().stride()).append("}\n");
        text.append("stages:\n");
        for (CellStage stage : n.stages()) {
            text.append("  - {width: ").append(stage.width());
            text.append(", repeats: ").append(stage.repeats()).append("}\n");
        }
        text.append("normal:\n").append(blocks(n.normal()));
        text.append("reduction:\n").append(blocks(n.reduction()));
        return text.append("headWidth: ").append(n.headWidth()).append('\n').toString();
    }

    private static String blocks(Cell cell) {
        return cell.blocks().stream()
                .map(b -> "  - {inputs: [" + b.first().input() + ", "
                        + b.second().input() + "], ops: ["
                        + b.first().op().label() + ", " + b.second().op().label() + "], combine: "
                        + b.combination().label() + "}\n")
                .collect(Collectors.joining());
    }

    private static CellStage stage(YamlMap map) {
        map.allow("width", "repeats");
        int width = map.integer("width");
        int repeats = map.integer("repeats");
        return map.build(() -> new CellStage(width, repeats));
    }

    private static Cell cell(YamlMap root, String key) {
        List<CellBlock> blocks = root.maps(key).stream().map(CellFiles::block).toList();
        return root.build(key, () -> new Cell(blocks));
    }

    private static CellBlock block(YamlMap map) {
        map.allow("inputs", "ops", "combine");
        List<Integer> inputs = map.integers("inputs");
        List<LayerOp> ops = map.values("ops", LayerOp::of);
        Combination combination = map.value("combine", Combination::of);
        return map.build(() -> {
            if (inputs.size() != 2 || ops.size() != 2) {
                throw new IllegalArgumentException("A block has " + inputs.size() + " inputs and " + ops.size()
                        + " ops, where each are 2.\nMaybe write inputs: [0, 1], ops: [identity, conv-3x3].");
            }
            return new CellBlock(
                    new CellBlock.Branch(inputs.get(0), ops.get(0)),
                    new CellBlock.Branch(inputs.get(1), ops.get(1)),
                    combination);
        });
    }
}
