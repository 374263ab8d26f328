package io.tinsmith.benchmarks;

import io.tinsmith.cli.console.TextTable;
import io.tinsmith.search.SpaceScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The ten best spaces and the published ones, with how alike the two orders are. */
final class SweepTable {
    private SweepTable() {}

    /**
     * Lines of text.
     *
     * @param scores of all 108 spaces, best first
     */
    static List<String> of(List<SpaceScore> scores) {
        TextTable table =
                new TextTable("#rank", "space", "#fit", "#share", "#mean M MACs", "#+-", "#score", "#published");
        double[] ours = new double[PublishedSpaces.TEN.size()];
        double[] theirs = new double[ours.length];
        int common = 0;
        for (int i = 0; i < scores.size(); i++) {
            SpaceScore score = scores.get(i);
            String name = PublishedSpaces.nameOf(score.space());
            int place = place(name);
            if (place >= 0) {
                ours[place] = score.meanMacs();
                theirs[place] = PublishedSpaces.TEN.get(place).meanMillions();
                common += i < ours.length ? 1 : 0;
            }
            if (place >= 0 || i < ours.length) {
                table.row(
                        String.valueOf(i + 1) + (score.eligible() ? "" : "*"),
                        name,
                        String.valueOf(score.survivors()),
                        text("%.1f %%", 100.0 * score.survivors() / score.samples()),
                        text("%.1f", score.meanMacs() / 1e6),
                        text("%.1f", score.standardError() / 1e6),
                        text("%.1f", score.score() / 1e6),
                        place < 0 ? "" : text("%d: %.1f", place + 1, theirs[place]));
            }
        }
        List<String> lines = new ArrayList<>(table.lines());
        if (scores.stream().anyMatch(s -> !s.eligible() && place(PublishedSpaces.nameOf(s.space())) >= 0)) {
            lines.add("* too few fit to be chosen");
        }
        lines.add("");
        lines.add(text(
                "The published ten by mean MACs: Spearman %.3f, Kendall %.3f; %d of them are among the ten best here.",
                RankCorrelation.spearman(ours, theirs), RankCorrelation.kendall(ours, theirs), common));
        lines.add("Order here: " + order(scores));
        return lines;
    }

    private static String order(List<SpaceScore> scores) {
        List<String> names = scores.stream()
                .filter(s -> place(PublishedSpaces.nameOf(s.space())) >= 0)
                .sorted(Comparator.comparingDouble(s -> -s.meanMacs()))
                .map(s -> PublishedSpaces.nameOf(s.space()))
                .toList();
        return String.join(" ", names);
    }

    private static int place(String name) {
        for (int i = 0; i < PublishedSpaces.TEN.size(); i++) {
            if (PublishedSpaces.TEN.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
