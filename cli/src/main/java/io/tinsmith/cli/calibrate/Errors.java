package io.tinsmith.cli.calibrate;

import io.tinsmith.cli.console.TextTable;
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
    /** The worst is looked for among samples of so many instructions: in smaller ones, the steps of counters show. */
    private static final int LEAST = 2_000;

    private Errors() {}

    static double of(Sample sample, CostTable table) {
        return table.instructions(sample.counts()) / Math.max(1, sample.instructions()) - 1;
    }

    static List<String> report(String title, List<Sample> samples, CostTable table) {
        Map<String, List<Sample>> kinds =
                samples.stream().collect(Collectors.groupingBy(Sample::kind, TreeMap::new, Collectors.toList()));
        TextTable text = new TextTable(
                title,
                "#samples",
                "#median |e| %",
                "#worst % from 2,000 up",
                "#of the sum %",
                "#measured",
                "the worst");
        kinds.forEach((kind, of) -> row(text, kind, of, table));
        if (!samples.isEmpty()) {
            row(text, "all", samples, table);
        }
        return text.lines();
    }

    private static void row(TextTable text, String kind, List<Sample> samples, CostTable table) {
        List<Sample> sorted = new ArrayList<>(samples);
        sorted.sort(Comparator.comparingDouble(s -> Math.abs(of(s, table))));
        Sample last = sorted.get(sorted.size() - 1);
        Sample worst = sorted.stream()
                .filter(s -> s.instructions() >= LEAST)
                .reduce((before, after) -> after)
                .orElse(last);
        double median = Math.abs(of(sorted.get(sorted.size() / 2), table));
        double predicted = samples.stream()
                .mapToDouble(s -> table.instructions(s.counts()))
                .sum();
        double measured = samples.stream().mapToDouble(Sample::instructions).sum();
        text.row(
                kind,
                String.valueOf(samples.size()),
                percent(median),
                percent(of(worst, table)),
                percent(predicted / measured - 1),
                String.valueOf(worst.instructions()),
                worst.detail());
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.2f", 100 * part);
    }
}
