package io.tinsmith.search;

import io.tinsmith.search.internal.BaseYaml;
import io.tinsmith.search.internal.YamlMap;
import java.util.List;

/** Families of spaces of inverted residuals; {@link NetworkFamilies} has all kinds. */
public final class SpaceFamilies {
    private static final List<String> BUILTIN = List.of("mobile-tiny", "mobile-224");

    private SpaceFamilies() {}

    /** Names of the families that come with Tinsmith. */
    public static List<String> builtinNames() {
        return BUILTIN;
    }

    /**
     * A family that comes with Tinsmith.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public static SpaceFamily builtin(String name) {
        if (!BUILTIN.contains(name)) {
            throw new IllegalArgumentException("The space (" + name + ") is unknown.\nMaybe it is one of "
                    + String.join(", ", BUILTIN) + ", or a path to a YAML file.");
        }
        return parse(name + ".yaml", NetworkFamilies.text(name));
    }

    /**
     * A family from text.
     *
     * @param source how errors call the text
     */
    public static SpaceFamily parse(String source, String text) {
        YamlMap root = YamlMap.parse(source, text)
                .allow(
                        "kind",
                        "name",
                        "description",
                        "resolutions",
                        "widthMultipliers",
                        "divisor",
                        "stem",
                        "stages",
                        "head");
        String name = root.text("name");
        String description = root.has("description") ? root.text("description") : "";
        List<Integer> resolutions = root.integers("resolutions");
        List<Double> multipliers = root.numbers("widthMultipliers");
        int divisor = root.integer("divisor", 4);
        SpaceFamily.BaseStem stem = BaseYaml.stem(root.map("stem"));
        List<SpaceFamily.BaseStage> stages =
                root.maps("stages").stream().map(SpaceFamilies::stage).toList();
        SpaceFamily.BaseHead head = BaseYaml.head(root.map("head"));
        return root.build(
                () -> new SpaceFamily(name, description, resolutions, multipliers, divisor, stem, stages, head));
    }

    private static SpaceFamily.BaseStage stage(YamlMap map) {
        map.allow("width", "widthFactors", "stride", "kernels", "expansions", "depths");
        SpaceFamily.BaseWidth width = BaseYaml.width(map);
        int stride = map.integer("stride");
        List<Integer> kernels = map.integers("kernels");
        List<Integer> expansions = map.integers("expansions");
        List<Integer> depths = map.integers("depths");
        return map.build(() -> new SpaceFamily.BaseStage(width, stride, kernels, expansions, depths));
    }
}
