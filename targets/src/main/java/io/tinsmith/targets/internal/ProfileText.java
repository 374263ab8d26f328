package io.tinsmith.targets.internal;

import io.tinsmith.targets.ExecutionCounts;
import io.tinsmith.targets.ExecutionProfile;
import io.tinsmith.targets.InstructionClass;
import io.tinsmith.targets.MemoryTraffic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The text that the profiling plugin writes: see {@code tns_profile_write.c}. */
public final class ProfileText {
    private static final String HEAD = "tinsmith-profile 1";
    /** Loaded and stored words, lines of flash. */
    private static final int OTHER_COUNTS = 3;

    private static final int COUNTS_OF_REGION = 4;

    private final List<InstructionClass> classes = new ArrayList<>();
    private final List<ExecutionProfile.Region> regions = new ArrayList<>();
    private final List<ExecutionCounts> ops = new ArrayList<>();
    private final List<ExecutionCounts> between = new ArrayList<>();
    private long inferences;
    private long measured;
    private long metering;
    private boolean ended;

    private ProfileText() {}

    /**
     * The profile of a text.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static ExecutionProfile parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(HEAD)) {
            throw new IllegalArgumentException("it does not start with (" + HEAD + ").");
        }
        ProfileText parsed = new ProfileText();
        lines.subList(1, lines.size()).forEach(parsed::line);
        return parsed.profile();
    }

    private ExecutionProfile profile() {
        if (!ended || between.size() != 1) {
            throw new IllegalArgumentException("its end is missing.");
        }
        if (inferences == 0) {
            throw new IllegalArgumentException("it holds no inference.");
        }
        regions.add(new ExecutionProfile.Region("other", false, 0, 0));
        return new ExecutionProfile(regions, ops, between.get(0), measured, metering);
    }

    private void line(String line) {
        List<String> words = List.of(line.split(" ", -1));
        List<String> rest = words.subList(1, words.size());
        switch (words.get(0)) {
            case "classes" ->
                rest.forEach(name -> classes.add(InstructionClass.valueOf(name.toUpperCase(Locale.ROOT))));
            case "region" ->
                regions.add(new ExecutionProfile.Region(
                        rest.get(0),
                        rest.get(1).equals("1"),
                        Long.parseLong(rest.get(2)),
                        Long.parseLong(rest.get(3))));
            case "inferences" -> inferences = Long.parseLong(rest.get(0));
            case "measured" -> measured = Long.parseLong(rest.get(0));
            case "metering" -> metering = Long.parseLong(rest.get(0));
            case "op" -> ops.add(counts(rest));
            case "between" -> between.add(counts(rest));
            case "end" -> ended = true;
            default -> throw new IllegalArgumentException("its line (" + line + ") is not known.");
        }
    }

    private ExecutionCounts counts(List<String> words) {
        long[] numbers = words.stream().mapToLong(Long::parseLong).toArray();
        int at = classes.size() + OTHER_COUNTS;
        if (numbers.length != at + COUNTS_OF_REGION * (regions.size() + 1)) {
            throw new IllegalArgumentException("a line has " + numbers.length + " counts.");
        }
        Map<InstructionClass, Long> byClass = new EnumMap<>(InstructionClass.class);
        for (int i = 0; i < classes.size(); i++) {
            byClass.put(classes.get(i), numbers[i]);
        }
        List<MemoryTraffic> traffic = new ArrayList<>();
        for (int i = at; i < numbers.length; i += COUNTS_OF_REGION) {
            long[] t = Arrays.copyOfRange(numbers, i, i + COUNTS_OF_REGION);
            traffic.add(new MemoryTraffic(t[0], t[1], t[2], t[3]));
        }
        return new ExecutionCounts(byClass, numbers[at - 3], numbers[at - 2], numbers[at - 1], traffic);
    }
}
