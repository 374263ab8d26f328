package io.tinsmith.search.internal;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Values that are named in files. */
public final class Names {
    private Names() {}

    /**
     * The one of {@code values} whose label is {@code name}.
     *
     * @param what is named, for the message
     */
    public static <T> T find(String what, T[] values, Function<T, String> label, String name) {
        return Arrays.stream(values)
                .filter(v -> label.apply(v).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The " + what + " (" + name + ") is unknown.\n"
                        + "Maybe it is one of "
                        + Arrays.stream(values).map(label).collect(Collectors.joining(", ")) + "."));
    }
}
