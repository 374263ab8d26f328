package io.tinsmith.cli.page;

import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.report.AnalysisReport;
import io.tinsmith.cli.report.BoardFit;
import io.tinsmith.cli.report.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The boards that a network fits, as lines for the terminal and as a table for both. */
public final class BoardsSummary {
    private static final String BY_ROWS = "by rows";

    private BoardsSummary() {}

    /** Every board, with what it needs and has. */
    public static List<String> lines(AnalysisReport a) {
        List<String> out = new ArrayList<>(AnalysisSummary.head(a));
        out.add("");
        out.addAll(table(a.boards()).lines());
        out.add("");
        notes(a).forEach(note -> out.addAll(Wrap.lines(note)));
        return out;
    }

    static TextTable table(List<BoardFit> boards) {
        boolean energy = energy(boards);
        List<String> heads = new ArrayList<>(List.of("board", "fits", "#SRAM", "#of", "#flash", "#of", "#ms"));
        if (energy) {
            heads.add("#mJ");
        }
        TextTable table = new TextTable(heads.toArray(String[]::new));
        for (BoardFit fit : boards) {
            List<String> cells = cells(fit);
            if (energy) {
                Double millijoules = fit.millijoules();
                cells.add(millijoules == null ? "" : String.format(Locale.ROOT, "%.2f", millijoules));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private static boolean energy(List<BoardFit> boards) {
        return boards.stream().anyMatch(fit -> fit.millijoules() != null);
    }

    /** What the table leaves open. */
    static List<String> notes(AnalysisReport a) {
        List<String> notes = new ArrayList<>();
        notes.add("SRAM and flash, in bytes, are predicted for the whole program of each board, schedule "
                + a.schedule().moves() + ". ms" + (energy(a.boards()) ? " and mJ" : "")
                + " of an inference are estimates; --board NAME shows the band of the time.");
        if (a.boards().stream().anyMatch(fit -> verdict(fit).equals(BY_ROWS))) {
            notes.add(BY_ROWS + ": it fits with --input rows.");
        }
        return notes;
    }

    private static List<String> cells(BoardFit fit) {
        AnalysisReport.Time time = fit.time();
        List<String> cells = new ArrayList<>(List.of(
                fit.board(),
                verdict(fit),
                Units.count(fit.programSramBytes()),
                Units.count(fit.sramBytes()),
                Units.count(fit.programFlashBytes()),
                Units.count(fit.flashBytes())));
        cells.add(time == null ? "" : Units.millis(time.millis()));
        return cells;
    }

    /** In a few words. */
    static String verdict(BoardFit fit) {
        if (fit.fits()) {
            return "yes";
        }
        return Boolean.TRUE.equals(fit.fitsByRows()) ? BY_ROWS : "no: " + wanting(fit);
    }

    private static String wanting(BoardFit fit) {
        return fit.wanting().stream().map(Limit.What::text).collect(Collectors.joining(", "));
    }

    /** The names alone. */
    static List<String> brief(List<BoardFit> boards) {
        List<String> out = new ArrayList<>(List.of("", "Boards, predicted; --all-boards tells what each takes"));
        String fit = boards.stream().filter(BoardFit::fits).map(BoardFit::board).collect(Collectors.joining(", "));
        String not = boards.stream()
                .filter(b -> !b.fits())
                .map(b -> b.board() + " (" + (verdict(b).equals(BY_ROWS) ? "with --input rows" : wanting(b)) + ")")
                .collect(Collectors.joining(", "));
        out.addAll(Wrap.lines("fits: " + (fit.isEmpty() ? "none" : fit)));
        if (!not.isEmpty()) {
            out.addAll(Wrap.lines("does not fit: " + not));
        }
        return out;
    }
}
