package io.tinsmith.cli.page;

import io.tinsmith.cli.report.ScheduleReport;
import io.tinsmith.cli.report.StepRow;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The cells of a schedule's table, the same on the terminal and on a page. */
final class ScheduleTable {
    private static final int MOST_NAME = 24;
    static final List<String> HEADS = List.of(
            "#step",
            "kind",
            "#ops",
            "first .. last",
            "#tensors",
            "#rings",
            "#ring bytes",
            "#scratch",
            "#live bytes",
            "#MACs",
            "#again");

    private ScheduleTable() {}

    static List<List<String>> rows(ScheduleReport schedule) {
        ShortNames names = new ShortNames(schedule.steps().stream()
                .flatMap(s -> Stream.of(s.firstOp(), s.lastOp()))
                .toList());
        return schedule.steps().stream().map(s -> row(s, names)).toList();
    }

    private static List<String> row(StepRow s, ShortNames names) {
        return List.of(
                Integer.toString(s.step()),
                s.kindText(),
                Integer.toString(s.ops().size()),
                names.shorten(s.firstOp(), MOST_NAME)
                        + (s.ops().size() > 1 ? " .. " + names.shorten(s.lastOp(), MOST_NAME) : ""),
                amount(s.tensorBytes()),
                amount(s.rings().size()),
                amount(s.ringBytes()),
                amount(s.scratchBytes()),
                Units.count(s.liveBytes()),
                amount(s.macs()),
                again(s));
    }

    private static String amount(long value) {
        return value == 0 ? "" : Units.count(value);
    }

    private static String again(StepRow s) {
        return s.recomputedMacs() == 0
                ? ""
                : Units.count(s.recomputedMacs())
                        + String.format(
                                Locale.ROOT,
                                " (%.1f %%)",
                                100.0 * s.recomputedMacs() / (s.macs() - s.recomputedMacs()));
    }
}
