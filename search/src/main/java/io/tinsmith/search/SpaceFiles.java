package io.tinsmith.search;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a space as the file of a family with this one member, which {@link SpaceFamilies} reads. */
public final class SpaceFiles {
    private SpaceFiles() {}

    /**
     * The text of the file; always the same for equal spaces.
     *
     * @param name of the family
     * @param description in one line
     */
    public static String format(SearchSpace space, String name, String description) {
        Resolution size = space.inputSize();
        Stem stem = space.stem();
        StringBuilder text = new StringBuilder();
        line(text, "name: %s", name);
        line(text, "description: \"%s\"", description.replace("\\", "\\\\").replace("\"", "\\\""));
        line(text, "");
        line(text, "resolutions: [[%d, %d]]", size.height(), size.width());
        line(text, "widthMultipliers: [1.0]");
        line(text, "divisor: 1");
        line(text, "");
        line(
                text,
                "stem: {%s, kernel: [%d, %d], strides: %s, pool: %s, activation: %s}",
                widths(space.stemWidths()),
                stem.kernelHeight(),
                stem.kernelWidth(),
                space.stemStrides(),
                stem.pool(),
                stem.activation().text());
        line(text, "stages:");
        for (StageSpace stage : space.stages()) {
            line(text, "  - %s", widths(stage.widths()).replace(", widthFactors", "\n    widthFactors"));
            line(text, "    stride: %d", stage.stride());
            line(text, "    depths: %s", stage.depths());
            line(text, "    blocks:");
            stage.blocks().forEach(block -> line(text, "      - {%s}", choices(block)));
        }
        line(text, "head: {%s, scaled: false}", widths(space.headWidths()));
        return text.toString();
    }

    /** The first width and what the others are of it: with divisor 1 they come out as they were. */
    private static String widths(List<Integer> widths) {
        int base = widths.get(0);
        return "width: " + base + ", widthFactors: "
                + widths.stream().map(w -> base == 0 ? 1.0 : (double) w / base).toList();
    }

    private static String choices(BlockSpace block) {
        String activations =
                block.activations().stream().map(Nonlinearity::text).collect(Collectors.joining(", "));
        StringBuilder text = new StringBuilder("kind: " + block.kind().text() + ", kernels: " + block.kernels());
        if (block.kind().expands()) {
            text.append(", expansions: ").append(block.expansions());
        }
        if (block.kind().hasGroups()) {
            text.append(", groups: ").append(block.groups());
        }
        if (block.kind().mayExcite()) {
            text.append(", excite: ").append(block.excite());
        }
        return text.append(", activations: [").append(activations).append(']').toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
