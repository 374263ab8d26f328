package io.tinsmith.search.cell;

import io.tinsmith.search.NetworkFamily;
import io.tinsmith.search.SpaceFamily;
import io.tinsmith.search.internal.BaseYaml;
import io.tinsmith.search.internal.Checks;
import io.tinsmith.search.internal.Choices;
import io.tinsmith.search.internal.YamlMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Spaces of cells that differ in resolution and width multiplier alone.
 *
 * @param divisor widths are rounded to a multiple of it; see {@link SpaceFamily}
 */
public record CellFamily(
        String name,
        String description,
        List<Integer> resolutions,
        List<Double> widthMultipliers,
        int divisor,
        SpaceFamily.BaseStem stem,
        List<BaseStage> stages,
        CellSet cells,
        SpaceFamily.BaseHead head)
        implements NetworkFamily {
    /** A stage's choices; see {@link CellStage}. */
    public record BaseStage(SpaceFamily.BaseWidth width, List<Integer> repeats) {
        public BaseStage {
            Checks.range("width", width.width(), 1, 4096);
            repeats = Choices.set("repeats", repeats, 1, 64);
        }
    }

    public CellFamily {
        Checks.named(name);
        resolutions = Choices.set("resolutions", resolutions, 1, 1024);
        widthMultipliers = Choices.factors("widthMultipliers", widthMultipliers);
        Checks.range("divisor", divisor, 1, 64);
        stages = List.copyOf(stages);
        Checks.range("number of stages", stages.size(), 2, 16);
    }

    /**
     * The family of a file whose {@code kind} is {@link CellNetwork#KIND}.
     *
     * @throws IllegalArgumentException naming the line, for an unknown key or a value out of range
     */
    public static CellFamily read(YamlMap root) {
        root.allow(
                "kind",
                "name",
                "description",
                "resolutions",
                "widthMultipliers",
                "divisor",
                "stem",
                "stages",
                "blocks",
                "operations",
                "combinations",
                "head");
        String name = root.text("name");
        String description = root.has("description") ? root.text("description") : "";
        List<Integer> resolutions = root.integers("resolutions");
        List<Double> multipliers = root.numbers("widthMultipliers");
        int divisor = root.integer("divisor", 4);
        SpaceFamily.BaseStem stem = BaseYaml.stem(root.map("stem"));
        List<BaseStage> stages =
                root.maps("stages").stream().map(CellFamily::stage).toList();
        List<Integer> blocks = root.integers("blocks");
        List<LayerOp> operations = root.values("operations", LayerOp::of);
        List<Combination> combinations = root.values("combinations", Combination::of);
        CellSet cells = root.build("blocks", () -> new CellSet(blocks, operations, combinations));
        SpaceFamily.BaseHead head = BaseYaml.head(root.map("head"));
        return root.build(
                () -> new CellFamily(name, description, resolutions, multipliers, divisor, stem, stages, cells, head));
    }

    private static BaseStage stage(YamlMap map) {
        map.allow("width", "widthFactors", "repeats");
        SpaceFamily.BaseWidth width = BaseYaml.width(map);
        List<Integer> repeats = map.integers("repeats");
        return map.build(() -> new BaseStage(width, repeats));
    }

    @Override
    public List<CellSpace> members(int channels, int classes) {
        List<CellSpace> members = new ArrayList<>();
        for (int resolution : resolutions) {
            for (double multiplier : widthMultipliers) {
                members.add(member(resolution, multiplier, channels, classes));
            }
        }
        return members;
    }

    private CellSpace member(int resolution, double multiplier, int channels, int classes) {
        return new CellSpace(
                name,
                resolution,
                multiplier,
                channels,
                classes,
                stem.kernel(),
                stem.width().at(multiplier, divisor),
                stem.strides(),
                stages.stream()
                        .map(s -> new CellSpace.StageSet(s.width().at(multiplier, divisor), s.repeats()))
                        .toList(),
                cells,
                head.at(multiplier, divisor));
    }
}
