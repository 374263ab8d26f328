package io.tinsmith.search.trellis;

import io.tinsmith.search.NetworkFamily;
import io.tinsmith.search.SpaceFamily;
import io.tinsmith.search.cell.LayerOp;
import io.tinsmith.search.internal.BaseYaml;
import io.tinsmith.search.internal.Checks;
import io.tinsmith.search.internal.Choices;
import io.tinsmith.search.internal.YamlMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Spaces of several resolutions that differ in input resolution and width multiplier alone.
 *
 * @param divisor widths are rounded to a multiple of it; see {@link SpaceFamily}
 * @param widths of the levels, at multiplier 1
 * @param widthFactors by which all levels may be multiplied together; of those that round to the same width of level 0 only
 *     the least counts
 */
public record TrellisFamily(
        String name,
        String description,
        List<Integer> resolutions,
        List<Double> widthMultipliers,
        int divisor,
        Task task,
        int stemKernel,
        List<Integer> stemStrides,
        List<Integer> widths,
        List<Double> widthFactors,
        TrellisSet trellises,
        SpaceFamily.BaseHead head)
        implements NetworkFamily {
    public TrellisFamily {
        Checks.named(name);
        resolutions = Choices.set("resolutions", resolutions, 1, 1024);
        widthMultipliers = Choices.factors("widthMultipliers", widthMultipliers);
        Checks.range("divisor", divisor, 1, 64);
        Checks.odd("kernel", stemKernel, 11);
        stemStrides = Choices.set("strides", stemStrides, 1, 2);
        widths = List.copyOf(widths);
        widths.forEach(w -> Checks.range("width", w, 1, 4096));
        widthFactors = Choices.factors("widthFactors", widthFactors);
        for (int resolution : resolutions) {
            stemStrides.forEach(s -> TrellisNetwork.requireDivisible(resolution, s, trellises.levels() - 1));
        }
    }

    /**
     * The family of a file whose {@code kind} is {@link TrellisNetwork#KIND}.
     *
     * @throws IllegalArgumentException naming the line, for an unknown key or a value out of range
     */
    public static TrellisFamily read(YamlMap root) {
        root.allow(
                "kind",
                "name",
                "description",
                "resolutions",
                "widthMultipliers",
                "divisor",
                "task",
                "stem",
                "widths",
                "widthFactors",
                "layers",
                "branches",
                "operations",
                "head");
        String name = root.text("name");
        String description = root.has("description") ? root.text("description") : "";
        List<Integer> resolutions = root.integers("resolutions");
        List<Double> multipliers = root.numbers("widthMultipliers");
        int divisor = root.integer("divisor", 4);
        Task task = root.has("task") ? root.value("task", Task::of) : Task.IMAGE;
        YamlMap stem = root.map("stem").allow("kernel", "strides");
        int kernel = stem.integer("kernel", 3);
        List<Integer> strides = stem.integers("strides");
        List<Integer> widths = root.integers("widths");
        List<Double> factors = root.has("widthFactors") ? root.numbers("widthFactors") : List.of(1.0);
        int layers = root.integer("layers");
        int branches = root.integer("branches", widths.size());
        List<LayerOp> operations = root.values("operations", LayerOp::of);
        TrellisSet trellises = root.build("layers", () -> new TrellisSet(layers, widths.size(), branches, operations));
        SpaceFamily.BaseHead head = BaseYaml.head(root.map("head"));
        return root.build(() -> new TrellisFamily(
                name,
                description,
                resolutions,
                multipliers,
                divisor,
                task,
                kernel,
                strides,
                widths,
                factors,
                trellises,
                head));
    }

    @Override
    public List<TrellisSpace> members(int channels, int classes) {
        List<TrellisSpace> members = new ArrayList<>();
        for (int resolution : resolutions) {
            for (double multiplier : widthMultipliers) {
                members.add(new TrellisSpace(
                        name,
                        resolution,
                        multiplier,
                        channels,
                        classes,
                        task,
                        stemKernel,
                        stemStrides,
                        widths(multiplier),
                        trellises,
                        head.at(multiplier, divisor)));
            }
        }
        return members;
    }

    private List<List<Integer>> widths(double multiplier) {
        Map<Integer, List<Integer>> distinct = new LinkedHashMap<>();
        for (double factor : widthFactors) {
            List<Integer> levels = widths.stream()
                    .map(w -> new SpaceFamily.BaseWidth(w, List.of(factor))
                            .at(multiplier, divisor)
                            .get(0))
                    .toList();
            distinct.putIfAbsent(levels.get(0), levels);
        }
        return List.copyOf(distinct.values());
    }
}
