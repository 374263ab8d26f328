package io.tinsmith.targets;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as people write them: {@code 50ms}, {@code 90s}, {@code 6m}, {@code 2h}, {@code 1h30m}. */
public final class Durations {
    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

    private Durations() {}

    /**
     * The time of a text; a unit is needed.
     *
     * @throws IllegalArgumentException if it is no time
     */
    public static Duration parse(String text) {
        String stripped = text.strip();
        Matcher matcher = FORM.matcher(stripped);
        if (stripped.isEmpty() || !matcher.matches()) {
            throw new IllegalArgumentException(
                    "The time (" + text + ") is not understood.\nMaybe write 50ms, 90s, 6m, 2h or 1h30m.");
        }
        return Duration.ofHours(number(matcher.group(1)))
                .plusMinutes(number(matcher.group(2)))
                .plusSeconds(number(matcher.group(3)))
                .plusMillis(number(matcher.group(4)));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
