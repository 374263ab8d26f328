package io.tinsmith.cli.page;

import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.report.ScoreReport;
import io.tinsmith.targets.ByteSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The scores of spaces as text. */
public final class ScoreSummary {
    private static final int SHOWN = 12;

    private ScoreSummary() {}

    public static List<String> lines(ScoreReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(budget(report) + ", " + Units.count(report.samples()) + " samples a space");
        lines.add("");
        TextTable table = new TextTable(HEADS);
        report.spaces().stream().limit(SHOWN).forEach(m -> table.row(cells(m).toArray(String[]::new)));
        lines.addAll(table.lines());
        if (report.spaces().size() > SHOWN) {
            lines.add("The " + SHOWN + " best of " + report.spaces().size() + "; --json and --html have all.");
        }
        ScoreReport.Narrowed narrowed = report.narrowed();
        if (narrowed != null) {
            lines.add("");
            lines.add("Narrowed, both scored by new samples:");
            TextTable both = new TextTable(HEADS);
            both.row(cells(narrowed.before()).toArray(String[]::new));
            both.row(cells(narrowed.after()).toArray(String[]::new));
            lines.addAll(both.lines());
            lines.add("");
            TextTable changes = new TextTable("choice", "before", "after");
            narrowed.changes().forEach(c -> changes.row(c.choice(), c.before(), c.after()));
            lines.addAll(changes.lines());
        }
        return lines;
    }

    static final String[] HEADS = {
        "space", "#networks", "#fit", "#mean MACs", "#+- 95 %", "#10 %", "#median", "#90 %", "#score"
    };

    /** Such as {@code mobile-tiny on netduino-plus-2, SRAM 100 KB, flash 256 KB}. */
    static String budget(ScoreReport report) {
        Double latency = report.latencyMillis();
        return report.family() + " on " + report.board() + ", SRAM " + ByteSize.format(report.sramBudgetBytes())
                + ", flash " + ByteSize.format(report.flashBudgetBytes())
                + (latency == null ? "" : String.format(Locale.ROOT, ", %.1f ms", latency));
    }

    static List<String> cells(ScoreReport.Member m) {
        return List.of(
                m.space().name(),
                magnitude(m.networks()),
                String.format(
                        Locale.ROOT,
                        "%.1f %%",
                        100.0 * m.space().fitted() / m.space().sampled()),
                Units.big(m.meanMacs()),
                m.space().fitted() < 2 ? "" : Units.big(m.confidence()),
                Units.big(m.lowMacs()),
                Units.big(m.medianMacs()),
                Units.big(m.highMacs()),
                Units.big(m.space().score()));
    }

    /** An exact number; long ones as 3.2e11. */
    private static String magnitude(String number) {
        return number.length() <= 9
                ? Units.count(Long.parseLong(number))
                : number.charAt(0) + "." + number.charAt(1) + "e" + (number.length() - 1);
    }
}
