package io.tinsmith.cli.page;

import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.report.AnalysisReport;
import io.tinsmith.cli.report.ComparisonReport;
import io.tinsmith.cli.report.ComparisonReport.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;

/** Networks side by side, as lines for the terminal. A letter stands for each. */
public final class ComparisonSummary {
    private static final String BEST = " *";
    private static final String OTHER = "  ";
    private static final String EXACT = "exact";
    private static final String PREDICTED = "predicted";
    private static final String ESTIMATED = "estimated";
    private static final int LETTERS = 26;

    private final ComparisonReport report;
    private final TextTable table;

    private ComparisonSummary(ComparisonReport report) {
        this.report = report;
        List<String> heads = new ArrayList<>(List.of(""));
        for (int i = 0; i < report.models().size(); i++) {
            heads.add("#" + letter(i) + OTHER);
        }
        heads.add("basis");
        this.table = new TextTable(heads.toArray(String[]::new));
    }

    public static List<String> lines(ComparisonReport report) {
        List<String> out = new ArrayList<>();
        TextTable names = new TextTable("", "network", "input", "output");
        for (int i = 0; i < report.models().size(); i++) {
            Model m = report.models().get(i);
            names.row(letter(i), m.network(), m.input(), m.output());
        }
        out.addAll(names.lines());
        out.add("");
        out.addAll(new ComparisonSummary(report).table());
        out.add("");
        out.addAll(Wrap.lines("* the least of a row. Arenas and memory are in bytes; program and time are those of "
                + report.board() + ". The best schedule is the one with the least arena: " + report.schedule() + "."
                + (report.runtime() == null
                        ? ""
                        : " The arena of TFLite Micro (" + report.runtime()
                                + ") is the smallest with which it allocates.")));
        return out;
    }

    /** {@code A} to {@code Z}, then {@code A2}. */
    private static String letter(int index) {
        String letter = String.valueOf((char) ('A' + index % LETTERS));
        return index < LETTERS ? letter : letter + (index / LETTERS + 1);
    }

    private List<String> table() {
        row("MACs", "macs", EXACT, m -> Units.count(m.macs()));
        row("parameters", "parameters", EXACT, m -> Units.count(m.parameters()));
        row("arena, layer by layer", "layerArenaBytes", EXACT, m -> Units.count(m.layerArenaBytes()));
        row("arena, best schedule", "arenaBytes", EXACT, m -> Units.count(m.arenaBytes()));
        if (report.runtime() != null) {
            row("arena of TFLite Micro", "tflmArenaBytes", PREDICTED, m -> {
                Long bytes = m.tflmArenaBytes();
                return bytes == null ? "unknown" : Units.count(bytes);
            });
        }
        row("constants in flash", "constantBytes", EXACT, m -> Units.count(m.constantBytes()));
        row("SRAM of the program", "programSramBytes", PREDICTED, m -> Units.count(m.programSramBytes()));
        row("flash of the program", "programFlashBytes", PREDICTED, m -> Units.count(m.programFlashBytes()));
        row("fits the board", "fits", PREDICTED, m -> m.fits() ? "yes" : "no");
        row("instructions", "instructions", PREDICTED, ComparisonSummary::instructions);
        row("milliseconds", "millis", ESTIMATED, ComparisonSummary::millis);
        if (report.models().stream().anyMatch(m -> m.millijoules() != null)) {
            row("millijoules", "millijoules", ESTIMATED, ComparisonSummary::millijoules);
        }
        row(
                "ops",
                "",
                "",
                m -> Units.count(
                        m.ops().values().stream().mapToInt(Integer::intValue).sum()));
        TreeSet<String> kinds = new TreeSet<>();
        report.models().forEach(m -> kinds.addAll(m.ops().keySet()));
        for (String kind : kinds) {
            row(
                    "  " + kind,
                    "",
                    "",
                    m -> m.ops().containsKey(kind) ? Units.count(m.ops().get(kind)) : "");
        }
        return table.lines();
    }

    private static String instructions(Model m) {
        AnalysisReport.Time time = m.time();
        Long instructions = time == null ? null : time.instructions();
        return instructions == null ? "unknown" : Units.count(instructions);
    }

    private static String millis(Model m) {
        AnalysisReport.Time time = m.time();
        return time == null ? "unknown" : Units.millis(time.millis());
    }

    private static String millijoules(Model m) {
        Double millijoules = m.millijoules();
        return millijoules == null ? "unknown" : String.format(Locale.ROOT, "%.2f", millijoules);
    }

    private void row(String what, String figure, String basis, Function<Model, String> value) {
        List<Integer> best = report.best().getOrDefault(figure, List.of());
        List<String> cells = new ArrayList<>(List.of(what));
        for (int i = 0; i < report.models().size(); i++) {
            cells.add(value.apply(report.models().get(i)) + (best.contains(i) ? BEST : OTHER));
        }
        cells.add(basis);
        table.row(cells.toArray(String[]::new));
    }
}
