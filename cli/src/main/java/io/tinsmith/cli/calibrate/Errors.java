package io.tinsmith.cli.calibrate;

import io.tinsmith.memory.CostTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How far a table is from samples, by kind. */
final class Errors {
    private Errors() {}

    static double of(Sample sample, CostTable table) {
        return table.instructions(sample.counts()) / Math.max(1, sample.instructions()) - 1;
    }

    static String report(String title, List<Sample> samples, CostTable table) {
        Map<String, List<Sample>> kinds =
                samples.stream().collect(Collectors.groupingBy(Sample::kind, TreeMap::new, Collectors.toList()));
        StringBuilder text = new StringBuilder(title).append(":\n");
        line(text, "kind", "samples", "mean |e| %", "worst %", "of the sum %", "the worst");
        kinds.forEach((kind, of) -> row(text, kind, of, table));
        row(text, "all", samples, table);
        return text.toString();
    }

    private static void row(StringBuilder text, String kind, List<Sample> samples, CostTable table) {
        List<Sample> sorted = new ArrayList<>(samples);
        sorted.sort(Comparator.comparingDouble(s -> Math.abs(of(s, table))));
        Sample worst = sorted.get(sorted.size() - 1);
        double mean = samples.stream()
                .mapToDouble(s -> Math.abs(of(s, table)))
                .average()
                .orElse(0);
        double predicted = samples.stream()
                .mapToDouble(s -> table.instructions(s.counts()))
                .sum();
        double measured = samples.stream().mapToDouble(Sample::instructions).sum();
        line(
                text,
                kind,
                String.valueOf(samples.size()),
                percent(mean),
                percent(of(worst, table)),
                percent(predicted / measured - 1),
                worst.detail() + ", " + worst.instructions());
    }

    private static void line(StringBuilder text, String kind, String... columns) {
        text.append(String.format(Locale.ROOT, "  %-34s", kind));
        for (String column : columns) {
            text.append(String.format(Locale.ROOT, " %12s", column));
        }
        text.append('\n');
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.2f", 100 * part);
    }
}
