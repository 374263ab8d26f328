package io.tinsmith.cli.report;

import io.tinsmith.memory.Fusion;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names of schedules on the command line and in reports. */
public final class ScheduleNames {
    private ScheduleNames() {}

    /** {@code layer}, {@code inplace} or {@code fused}. */
    public static String of(Fusion fusion) {
        return fusion.name().replace("_", "").toLowerCase(Locale.ROOT);
    }

    /**
     * The schedule of a name, in any case.
     *
     * @throws IllegalArgumentException if the text is none of the names
     */
    public static Fusion parse(String text) {
        return Arrays.stream(Fusion.values())
                .filter(f -> of(f).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The schedule (" + text
                        + ") is not known.\nMaybe one of "
                        + Arrays.stream(Fusion.values()).map(ScheduleNames::of).collect(Collectors.joining(", "))
                        + "."));
    }
}
