package io.tinsmith.cli.page;

import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.report.AnalysisReport;
import io.tinsmith.cli.report.Basis;
import io.tinsmith.cli.report.ComparisonReport;
import io.tinsmith.cli.report.ComparisonReport.Model;
import io.tinsmith.cli.report.LeftOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Networks side by side, the same on the terminal and on a page. A letter stands for each. */
final class ComparisonTable {
    private static final int LETTERS = 26;

    /**
     * What one network takes.
     *
     * @param best whether none takes less
     * @param share of the most in its row, from 0 to 1; 0 where it is no figure to weigh or unknown
     */
    record Cell(String text, boolean best, double share) {}

    /**
     * One figure of all.
     *
     * @param detail whether it is a part of the row above
     * @param basis null where the row only counts
     */
    record Row(
            String what,
            boolean detail,
            List<Cell> cells,
            @Nullable Basis basis) {}

    private final ComparisonReport report;
    private final List<Row> rows = new ArrayList<>();

    private ComparisonTable(ComparisonReport report) {
        this.report = report;
    }

    static List<Row> rows(ComparisonReport report) {
        ComparisonTable table = new ComparisonTable(report);
        table.figures();
        table.ops();
        return table.rows;
    }

    /** Which network a letter stands for. */
    static TextTable names(ComparisonReport report) {
        TextTable names = new TextTable("", "network", "input", "output");
        for (int i = 0; i < report.models().size(); i++) {
            Model m = report.models().get(i);
            names.row(letter(i), m.network(), m.input(), m.output());
        }
        return names;
    }

    /** {@code A} to {@code Z}, then {@code A2}. */
    static String letter(int index) {
        String letter = String.valueOf((char) ('A' + index % LETTERS));
        return index < LETTERS ? letter : letter + (index / LETTERS + 1);
    }

    /** What the rows leave open. */
    static String note(ComparisonReport report) {
        return "Arenas and memory are in bytes; program and time are those of " + report.board()
                + ". The best schedule is the one with the least arena: " + report.schedule() + "."
                + (report.runtime() == null
                        ? ""
                        : " The arena of TFLite Micro (" + report.runtime()
                                + ") is the smallest with which it allocates.")
                + leftOut(report);
    }

    private static String leftOut(ComparisonReport report) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < report.models().size(); i++) {
            LeftOut leftOut = report.models().get(i).leftOut();
            text.append(leftOut == null ? "" : " " + letter(i) + ": " + leftOut.line() + ".");
        }
        return text.toString();
    }

    private void figures() {
        count("MACs", "macs", Basis.EXACT, Model::macs);
        count("parameters", "parameters", Basis.EXACT, Model::parameters);
        count("arena, layer by layer", "layerArenaBytes", Basis.EXACT, Model::layerArenaBytes);
        count("arena, best schedule", "arenaBytes", Basis.EXACT, Model::arenaBytes);
        if (report.runtime() != null) {
            count("arena of TFLite Micro", "tflmArenaBytes", Basis.PREDICTED, Model::tflmArenaBytes);
        }
        count("constants in flash", "constantBytes", Basis.EXACT, Model::constantBytes);
        count("SRAM of the program", "programSramBytes", Basis.PREDICTED, Model::programSramBytes);
        count("flash of the program", "programFlashBytes", Basis.PREDICTED, Model::programFlashBytes);
        words("fits the board", false, Basis.PREDICTED, m -> m.fits() ? "yes" : "no");
        count("instructions", "instructions", Basis.PREDICTED, ComparisonTable::instructions);
        figure("milliseconds", "millis", Basis.ESTIMATED, ComparisonTable::millis, Units::millis);
        if (report.models().stream().anyMatch(m -> m.millijoules() != null)) {
            figure(
                    "millijoules",
                    "millijoules",
                    Basis.ESTIMATED,
                    Model::millijoules,
                    value -> String.format(Locale.ROOT, "%.2f", value));
        }
    }

    private void ops() {
        words(
                "ops",
                false,
                null,
                m -> Units.count(
                        m.ops().values().stream().mapToInt(Integer::intValue).sum()));
        TreeSet<String> kinds = new TreeSet<>();
        report.models().forEach(m -> kinds.addAll(m.ops().keySet()));
        for (String kind : kinds) {
            words(
                    kind,
                    true,
                    null,
                    m -> m.ops().containsKey(kind) ? Units.count(m.ops().get(kind)) : "");
        }
    }

    private static @Nullable Long instructions(Model m) {
        AnalysisReport.Time time = m.time();
        return time == null ? null : time.instructions();
    }

    private static @Nullable Double millis(Model m) {
        AnalysisReport.Time time = m.time();
        return time == null ? null : time.millis();
    }

    private void count(String what, String figure, Basis basis, Function<Model, @Nullable Long> value) {
        figure(what, figure, basis, value, count -> Units.count(count));
    }

    /** A row of what one wants little of. */
    private <T extends Number> void figure(
            String what, String figure, Basis basis, Function<Model, @Nullable T> value, Function<T, String> text) {
        List<Integer> best = report.best().getOrDefault(figure, List.of());
        double most = report.models().stream()
                .map(value)
                .filter(Objects::nonNull)
                .mapToDouble(Number::doubleValue)
                .max()
                .orElse(0);
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < report.models().size(); i++) {
            T of = value.apply(report.models().get(i));
            cells.add(new Cell(
                    of == null ? "unknown" : text.apply(of),
                    best.contains(i),
                    of == null || most == 0 ? 0 : of.doubleValue() / most));
        }
        rows.add(new Row(what, false, cells, basis));
    }

    private void words(String what, boolean detail, @Nullable Basis basis, Function<Model, String> text) {
        List<Cell> cells = report.models().stream()
                .map(m -> new Cell(text.apply(m), false, 0))
                .toList();
        rows.add(new Row(what, detail, cells, basis));
    }
}
