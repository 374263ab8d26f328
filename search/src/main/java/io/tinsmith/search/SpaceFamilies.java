package io.tinsmith.search;

import io.tinsmith.search.internal.BaseYaml;
import io.tinsmith.search.internal.YamlMap;
import java.util.List;

/** Families of spaces of chains of blocks; {@link NetworkFamilies} has all kinds. */
public final class SpaceFamilies {
    private static final List<String> BUILTIN = List.of(
            "mobile-tiny",
            "mobile-224",
            "residual-32",
            "resnet-tiny",
            "resnext-tiny",
            "shuffle-tiny",
            "mnas-224",
            "mixed-tiny",
            "ds-cnn");

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
        List<List<Integer>> sizes = root.pairs("resolutions");
        List<Double> multipliers = root.numbers("widthMultipliers");
        int divisor = root.integer("divisor", 4);
        SpaceFamily.BaseStem stem = stem(root.map("stem"));
        List<SpaceFamily.BaseStage> stages =
                root.maps("stages").stream().map(SpaceFamilies::stage).toList();
        SpaceFamily.BaseHead head = BaseYaml.head(root.map("head"));
        List<Resolution> resolutions = root.build(
                "resolutions",
                () -> sizes.stream()
                        .map(s -> new Resolution(s.get(0), s.get(1)))
                        .toList());
        return root.build(
                () -> new SpaceFamily(name, description, resolutions, multipliers, divisor, stem, stages, head));
    }

    private static SpaceFamily.BaseStem stem(YamlMap map) {
        map.allow("width", "widthFactors", "kernel", "strides", "pool", "activation");
        SpaceFamily.BaseWidth width = BaseYaml.width(map);
        List<Integer> kernel = map.has("kernel") ? map.pair("kernel") : List.of(3, 3);
        List<Integer> strides = map.integers("strides");
        boolean pool = map.flag("pool", false);
        Nonlinearity activation =
                map.has("activation") ? map.value("activation", Nonlinearity::of) : Nonlinearity.RELU6;
        return map.build(() -> {
            Stem form = new Stem(1, kernel.get(0), kernel.get(1), 1, 1, pool, activation);
            return new SpaceFamily.BaseStem(width, form, strides);
        });
    }

    private static SpaceFamily.BaseStage stage(YamlMap map) {
        List<BlockSpace> blocks;
        if (map.has("blocks")) {
            map.allow("width", "widthFactors", "stride", "depths", "blocks");
            blocks = map.maps("blocks").stream().map(SpaceFamilies::blocks).toList();
        } else {
            map.allow(
                    "width",
                    "widthFactors",
                    "stride",
                    "depths",
                    "blocks",
                    "kind",
                    "kernels",
                    "expansions",
                    "groups",
                    "excite",
                    "activations");
            blocks = List.of(choices(map));
        }
        SpaceFamily.BaseWidth width = BaseYaml.width(map);
        int stride = map.integer("stride");
        List<Integer> depths = map.integers("depths");
        return map.build(() -> new SpaceFamily.BaseStage(width, stride, blocks, depths));
    }

    private static BlockSpace blocks(YamlMap map) {
        map.allow("kind", "kernels", "expansions", "groups", "excite", "activations");
        return choices(map);
    }

    private static BlockSpace choices(YamlMap map) {
        BlockKind kind = map.has("kind") ? map.value("kind", BlockKind::of) : BlockKind.INVERTED;
        List<Integer> kernels = map.integers("kernels");
        List<Double> expansions = map.has("expansions") || kind.expands() ? map.numbers("expansions") : List.of(1.0);
        List<Integer> groups = map.has("groups") ? map.integers("groups") : List.of(1);
        List<Boolean> excite = map.has("excite") ? map.flags("excite") : List.of(false);
        List<Nonlinearity> activations = map.has("activations")
                ? map.values("activations", Nonlinearity::of)
                : List.of(kind.defaultActivation());
        return map.build(() -> new BlockSpace(kind, kernels, expansions, groups, excite, activations));
    }
}
