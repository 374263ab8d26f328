package io.tinsmith.search.internal;

import io.tinsmith.search.SpaceFamily;
import java.util.List;

/** The parts that files of all kinds of spaces have in common. */
public final class BaseYaml {
    private BaseYaml() {}

    public static SpaceFamily.BaseStem stem(YamlMap map) {
        map.allow("width", "widthFactors", "kernel", "strides");
        SpaceFamily.BaseWidth width = width(map);
        int kernel = map.integer("kernel", 3);
        List<Integer> strides = map.integers("strides");
        return map.build(() -> new SpaceFamily.BaseStem(width, kernel, strides));
    }

    public static SpaceFamily.BaseHead head(YamlMap map) {
        SpaceFamily.BaseWidth width = width(map.allow("width", "widthFactors", "scaled"));
        return new SpaceFamily.BaseHead(width, map.flag("scaled", true));
    }

    public static SpaceFamily.BaseWidth width(YamlMap map) {
        int width = map.integer("width");
        List<Double> factors = map.has("widthFactors") ? map.numbers("widthFactors") : List.of(1.0);
        return map.build(() -> new SpaceFamily.BaseWidth(width, factors));
    }
}
