package io.tinsmith.search;

import io.tinsmith.search.internal.YamlMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Families of search spaces: those that come with Tinsmith, and YAML files in the same form. */
public final class SpaceFamilies {
    private static final List<String> BUILTIN = List.of("mobile-tiny", "mobile-224");

    private SpaceFamilies() {}

    /** Names of the families that come with Tinsmith; the first is the default. */
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
        String file = name + ".yaml";
        try (InputStream in = SpaceFamilies.class.getResourceAsStream("spaces/" + file)) {
            if (in == null) {
                throw new IllegalStateException("The resource (spaces/" + file + ") is missing.");
            }
            return parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A family from a file.
     *
     * @throws IllegalArgumentException naming the line, for an unknown key or a value out of range
     */
    public static SpaceFamily read(Path file) throws IOException {
        return parse(String.valueOf(file.getFileName()), Files.readString(file));
    }

    /**
     * A family from text.
     *
     * @param source how errors call the text
     */
    public static SpaceFamily parse(String source, String text) {
        YamlMap root = YamlMap.parse(source, text)
                .allow("name", "description", "resolutions", "widthMultipliers", "divisor", "stem", "stages", "head");
        String name = root.text("name");
        String description = root.has("description") ? root.text("description") : "";
        List<Integer> resolutions = root.integers("resolutions");
        List<Double> multipliers = root.numbers("widthMultipliers");
        int divisor = root.integer("divisor", 4);
        SpaceFamily.BaseStem stem = stem(root.map("stem"));
        List<SpaceFamily.BaseStage> stages =
                root.maps("stages").stream().map(SpaceFamilies::stage).toList();
        SpaceFamily.BaseHead head = head(root.map("head"));
        return root.build(
                () -> new SpaceFamily(name, description, resolutions, multipliers, divisor, stem, stages, head));
    }

    private static SpaceFamily.BaseStem stem(YamlMap map) {
        map.allow("width", "widthFactors", "kernel", "strides");
        SpaceFamily.BaseWidth width = width(map);
        int kernel = map.integer("kernel", 3);
        List<Integer> strides = map.integers("strides");
        return map.build(() -> new SpaceFamily.BaseStem(width, kernel, strides));
    }

    private static SpaceFamily.BaseStage stage(YamlMap map) {
        map.allow("width", "widthFactors", "stride", "kernels", "expansions", "depths");
        SpaceFamily.BaseWidth width = width(map);
        int stride = map.integer("stride");
        List<Integer> kernels = map.integers("kernels");
        List<Integer> expansions = map.integers("expansions");
        List<Integer> depths = map.integers("depths");
        return map.build(() -> new SpaceFamily.BaseStage(width, stride, kernels, expansions, depths));
    }

    private static SpaceFamily.BaseHead head(YamlMap map) {
        SpaceFamily.BaseWidth width = width(map.allow("width", "widthFactors", "scaled"));
        return new SpaceFamily.BaseHead(width, map.flag("scaled", true));
    }

    private static SpaceFamily.BaseWidth width(YamlMap map) {
        int width = map.integer("width");
        List<Double> factors = map.has("widthFactors") ? map.numbers("widthFactors") : List.of(1.0);
        return map.build(() -> new SpaceFamily.BaseWidth(width, factors));
    }
}
