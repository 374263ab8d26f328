package io.tinsmith.search;

import io.tinsmith.search.cell.CellFamily;
import io.tinsmith.search.cell.CellNetwork;
import io.tinsmith.search.internal.YamlMap;
import io.tinsmith.search.trellis.TrellisFamily;
import io.tinsmith.search.trellis.TrellisNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Families of search spaces of every kind: those that come with Tinsmith, and YAML files in the same form. */
public final class NetworkFamilies {
    /** The one that comes with Tinsmith for a class for each pixel. */
    public static final String PIXELS = "trellis-pixels";

    private static final List<String> OTHERS = List.of("cell-tiny", "trellis-tiny", PIXELS);

    private NetworkFamilies() {}

    /** Names of the families that come with Tinsmith; the first is the default. */
    public static List<String> builtinNames() {
        return Stream.concat(SpaceFamilies.builtinNames().stream(), OTHERS.stream())
                .toList();
    }

    /**
     * A family that comes with Tinsmith.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public static NetworkFamily builtin(String name) {
        if (!builtinNames().contains(name)) {
            throw new IllegalArgumentException("The space (" + name + ") is unknown.\nMaybe it is one of "
                    + String.join(", ", builtinNames()) + ", or a path to a YAML file.");
        }
        return parse(name + ".yaml", text(name));
    }

    /**
     * A family from a file.
     *
     * @throws IllegalArgumentException naming the line, for an unknown key or a value out of range
     */
    public static NetworkFamily read(Path file) throws IOException {
        return parse(String.valueOf(file.getFileName()), Files.readString(file));
    }

    /**
     * A family from text; its {@code kind} says of what, inverted residuals where there is none.
     *
     * @param source how errors call the text
     */
    public static NetworkFamily parse(String source, String text) {
        YamlMap root = YamlMap.parse(source, text);
        return switch (root.kind(SpaceFamily.KIND, CellNetwork.KIND, TrellisNetwork.KIND)) {
            case CellNetwork.KIND -> CellFamily.read(root);
            case TrellisNetwork.KIND -> TrellisFamily.read(root);
            default -> SpaceFamilies.parse(source, text);
        };
    }

    /** The file of a family that comes with Tinsmith. */
    static String text(String name) {
        try (InputStream in = NetworkFamilies.class.getResourceAsStream("spaces/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("The resource (spaces/" + name + ".yaml) is missing.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
