package io.tinsmith.cli.page;

import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.report.AnalysisReport;
import io.tinsmith.cli.report.Basis;
import io.tinsmith.cli.report.FitAdvice;
import io.tinsmith.cli.report.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is said of a network that does not fit, the same on the terminal and on a page. */
final class AdviceParts {
    /** Where the columns of the tables come from, by head. */
    static final Map<String, Basis> BASES = Map.of(
            "SRAM", Basis.PREDICTED,
            "flash", Basis.PREDICTED,
            "instructions", Basis.PREDICTED,
            "cycles", Basis.PREDICTED,
            "ms", Basis.ESTIMATED);

    /**
     * One table with what belongs to it.
     *
     * @param text what the table shows; may be empty
     * @param table null where there is nothing to show
     * @param remarks what stands below
     */
    record Part(String title, String text, @Nullable TextTable table, String remarks) {}

    private AdviceParts() {}

    /** What is wanting, why, and what would help; empty where all fits. */
    static List<Part> of(AnalysisReport a) {
        List<Part> parts = new ArrayList<>();
        FitAdvice advice = a.advice();
        if (advice == null) {
            return parts;
        }
        parts.add(new Part("Does not fit", "the whole program and its limits", limits(a.limits()), ""));
        FitAdvice.Peak peak = advice.peak();
        if (peak != null) {
            parts.add(new Part("SRAM", fullest(peak), areas(peak), ""));
        }
        if (!advice.weights().isEmpty()) {
            String text = "weights and biases take " + Units.count(a.constantBytes()) + " bytes, code a predicted "
                    + Units.count(a.programFlashBytes() - a.constantBytes()) + "; the ops with most";
            parts.add(new Part("Flash", text, shares("#bytes", advice.weights()), ""));
        }
        if (!advice.time().isEmpty()) {
            AnalysisReport.Time time = Objects.requireNonNull(a.time());
            String unit = time.instructions() == null ? "#cycles" : "#instructions";
            parts.add(new Part("Time", "the ops that take most, predicted", shares(unit, advice.time()), ""));
        }
        if (!advice.schedules().isEmpty()) {
            parts.add(new Part(
                    "Schedules", "SRAM of the program is predicted, time is estimated", ways(advice.schedules()), ""));
        }
        parts.add(new Part(
                "Smaller networks that fit",
                "the same structure, scaled, planned and predicted likewise, time estimated; with random weights, so "
                        + "that accuracy is open",
                advice.smaller().isEmpty() ? null : smaller(a, advice),
                String.join(" ", advice.remarks())));
        return parts;
    }

    /** Bytes, or milliseconds. */
    static String amount(Limit limit, long value) {
        return limit.what() == Limit.What.LATENCY ? Units.millis(value / 1e3) + " ms" : Units.count(value) + " bytes";
    }

    private static TextTable limits(List<Limit> limits) {
        TextTable table = new TextTable("", "limit of", "#needed", "#available", "#too much", "basis");
        for (Limit limit : limits) {
            table.row(
                    limit.what().text(),
                    limit.from(),
                    amount(limit, limit.needed()),
                    amount(limit, limit.available()),
                    limit.fits() ? "" : amount(limit, limit.needed() - limit.available()),
                    (limit.what() == Limit.What.LATENCY ? Basis.ESTIMATED : Basis.PREDICTED).word());
        }
        return table;
    }

    private static String fullest(FitAdvice.Peak peak) {
        String ops = Units.opName(peak.firstOp())
                + (peak.firstOp().equals(peak.lastOp()) ? "" : " to " + Units.opName(peak.lastOp()));
        return "the arena is fullest, " + Units.count(peak.liveBytes()) + " bytes, in step " + peak.step() + " ("
                + peak.kind() + "), " + ops + "; statics and stack take a predicted "
                + Units.count(peak.othersBytes());
    }

    private static TextTable areas(FitAdvice.Peak peak) {
        TextTable table = new TextTable("in the arena then", "what", "#offset", "#bytes");
        for (FitAdvice.Area area : peak.areas()) {
            table.row(
                    Units.opName(area.name()),
                    area.kind().toLowerCase(Locale.ROOT),
                    Units.count(area.arenaOffsetBytes()),
                    Units.count(area.sizeBytes()));
        }
        return table;
    }

    private static TextTable ways(List<FitAdvice.Way> ways) {
        TextTable table = new TextTable("schedule", "#SRAM", "#ms", "#again", "fits", "option");
        for (FitAdvice.Way way : ways) {
            table.row(
                    way.schedule(),
                    Units.count(way.programSramBytes()),
                    millis(way.micros()),
                    way.overhead() > 1 ? Units.overhead(way.overhead()) : "",
                    way.fits() ? "yes" : "no",
                    way.option());
        }
        return table;
    }

    private static TextTable shares(String unit, List<FitAdvice.Share> shares) {
        TextTable table = new TextTable("#", "op", "kind", unit, "#share");
        for (FitAdvice.Share share : shares) {
            table.row(
                    Integer.toString(share.op()),
                    Units.opName(share.name()),
                    share.kind(),
                    Units.count(share.amount()),
                    String.format(Locale.ROOT, "%.0f %%", 100 * share.share()));
        }
        return table;
    }

    private static TextTable smaller(AnalysisReport a, FitAdvice advice) {
        TextTable table = new TextTable("input", "#width", "#MACs", "#parameters", "#SRAM", "#flash", "#ms", "");
        AnalysisReport.Time time = a.time();
        FitAdvice.Smaller asItIs = new FitAdvice.Smaller(
                a.input(),
                1,
                a.macs(),
                a.parameters(),
                a.programSramBytes(),
                a.programFlashBytes(),
                time == null ? null : Math.round(1e3 * time.millis()));
        row(table, asItIs, "as it is");
        advice.smaller().forEach(smaller -> row(table, smaller, ""));
        return table;
    }

    private static void row(TextTable table, FitAdvice.Smaller s, String remark) {
        table.row(
                s.input(),
                String.format(Locale.ROOT, "%.2f", s.width()),
                Units.count(s.macs()),
                Units.count(s.parameters()),
                Units.count(s.programSramBytes()),
                Units.count(s.programFlashBytes()),
                millis(s.micros()),
                remark);
    }

    private static String millis(@Nullable Long micros) {
        return micros == null ? "" : Units.millis(micros / 1e3);
    }
}
