package io.tinsmith.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Published networks, to compare with: each the structure that its paper gives. */
public final class KnownArchitectures {
    private static final List<String> NAMES = List.of("mobilenet-v2-1.0-224", "mobilenet-v2-0.35-144", "mcunet-vww1");

    private KnownArchitectures() {}

    public static List<String> names() {
        return NAMES;
    }

    /**
     * The network of a name.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public static Architecture of(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "The network (" + name + ") is unknown.\nMaybe it is one of " + String.join(", ", NAMES) + ".");
        }
        String file = name + ".yaml";
        try (InputStream in = KnownArchitectures.class.getResourceAsStream("architectures/" + file)) {
            if (in == null) {
                throw new IllegalStateException("The resource (architectures/" + file + ") is missing.");
            }
            return Architectures.parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
