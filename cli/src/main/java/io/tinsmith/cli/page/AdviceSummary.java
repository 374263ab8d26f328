package io.tinsmith.cli.page;

import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.report.AnalysisReport;
import io.tinsmith.cli.report.FitAdvice;
import io.tinsmith.cli.report.Limit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Whether a network is within its limits, and what would make it fit, as lines for the terminal. */
public final class AdviceSummary {
    private AdviceSummary() {}

    static List<String> lines(AnalysisReport a) {
        List<String> out = new ArrayList<>();
        if (a.limits().isEmpty()) {
            return out;
        }
        FitAdvice advice = a.advice();
        if (advice == null) {
            out.add("");
            out.addAll(Wrap.lines(
                    "Fits: " + a.limits().stream().map(AdviceSummary::slack).collect(Collectors.joining(", "))));
            return out;
        }
        part(
                out,
                "Does not fit: SRAM and flash of the whole program are predicted, time is estimated",
                limits(a.limits()));
        FitAdvice.Peak peak = advice.peak();
        if (peak != null) {
            peak(out, peak);
        }
        if (!advice.weights().isEmpty()) {
            long code = a.programFlashBytes() - a.constantBytes();
            part(
                    out,
                    "Flash: weights and biases take " + Units.count(a.constantBytes()) + " bytes, code "
                            + Units.count(code) + "; the ops with most",
                    shares("#bytes", advice.weights()));
        }
        if (!advice.time().isEmpty()) {
            AnalysisReport.Time time = Objects.requireNonNull(a.time());
            String unit = time.instructions() == null ? "#cycles" : "#instructions";
            part(out, "Time: the ops that take most, predicted", shares(unit, advice.time()));
        }
        if (!advice.schedules().isEmpty()) {
            part(out, "Schedules: SRAM of the program is predicted, time is estimated", ways(advice.schedules()));
        }
        smaller(out, a, advice);
        return out;
    }

    private static void part(List<String> out, String title, TextTable table) {
        out.add("");
        out.addAll(Wrap.lines(title));
        out.addAll(table.lines());
    }

    private static String slack(Limit limit) {
        String needed = amount(limit, limit.needed());
        return limit.what().text() + " " + needed.substring(0, needed.indexOf(' ')) + " of "
                + amount(limit, limit.available()) + " (" + limit.from() + ")";
    }

    /** Bytes, or milliseconds. */
    private static String amount(Limit limit, long value) {
        return limit.what() == Limit.What.LATENCY ? Units.millis(value / 1e3) + " ms" : Units.count(value) + " bytes";
    }

    private static TextTable limits(List<Limit> limits) {
        TextTable table = new TextTable("", "limit of", "#needed", "#available", "#too much");
        for (Limit limit : limits) {
            table.row(
                    limit.what().text(),
                    limit.from(),
                    amount(limit, limit.needed()),
                    amount(limit, limit.available()),
                    limit.fits() ? "" : amount(limit, limit.needed() - limit.available()));
        }
        return table;
    }

    private static void peak(List<String> out, FitAdvice.Peak peak) {
        String ops = Units.opName(peak.firstOp())
                + (peak.firstOp().equals(peak.lastOp()) ? "" : " to " + Units.opName(peak.lastOp()));
        TextTable table = new TextTable("in the arena then", "what", "#offset", "#bytes");
        for (FitAdvice.Area area : peak.areas()) {
            table.row(
                    Units.opName(area.name()),
                    area.kind().toLowerCase(Locale.ROOT),
                    Units.count(area.arenaOffsetBytes()),
                    Units.count(area.sizeBytes()));
        }
        part(
                out,
                "SRAM: the arena is fullest, " + Units.count(peak.liveBytes()) + " bytes, in step " + peak.step()
                        + " (" + peak.kind() + "), " + ops + "; statics and stack take "
                        + Units.count(peak.othersBytes()),
                table);
    }

    private static TextTable ways(List<FitAdvice.Way> ways) {
        TextTable table = new TextTable("schedule", "#SRAM", "#ms", "#again", "fits", "option");
        for (FitAdvice.Way way : ways) {
            Long micros = way.micros();
            table.row(
                    way.schedule(),
                    Units.count(way.programSramBytes()),
                    micros == null ? "" : Units.millis(micros / 1e3),
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

    private static void smaller(List<String> out, AnalysisReport a, FitAdvice advice) {
        out.add("");
        out.addAll(Wrap.lines("Smaller networks that fit: the same structure, scaled, planned and predicted likewise; "
                + "with random weights, so that accuracy is open"));
        if (!advice.smaller().isEmpty()) {
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
            out.addAll(table.lines());
        }
        if (!advice.remarks().isEmpty()) {
            out.addAll(Wrap.lines(String.join(" ", advice.remarks())));
        }
    }

    private static void row(TextTable table, FitAdvice.Smaller s, String remark) {
        Long micros = s.micros();
        table.row(
                s.input(),
                String.format(Locale.ROOT, "%.2f", s.width()),
                Units.count(s.macs()),
                Units.count(s.parameters()),
                Units.count(s.programSramBytes()),
                Units.count(s.programFlashBytes()),
                micros == null ? "" : Units.millis(micros / 1e3),
                remark);
    }

    /** One message: what is wanting, and the nearest way out. */
    public static String failure(AnalysisReport a) {
        String wanting = a.limits().stream()
                .filter(limit -> !limit.fits())
                .map(AdviceSummary::wanting)
                .collect(Collectors.joining("; "));
        return "The network does not fit: " + wanting + ".\n" + wayOut(a);
    }

    private static String wanting(Limit limit) {
        boolean time = limit.what() == Limit.What.LATENCY;
        return amount(limit, limit.available())
                + (time ? "" : " of " + limit.what().text()) + " (" + limit.from()
                + ") are too little, it " + (time ? "takes an estimated " : "needs ")
                + amount(limit, limit.needed());
    }

    private static String wayOut(AnalysisReport a) {
        FitAdvice advice = Objects.requireNonNull(a.advice());
        for (FitAdvice.Way way : advice.schedules()) {
            if (way.fits()) {
                return "Maybe " + way.option() + ", which needs " + Units.count(way.programSramBytes())
                        + " bytes of SRAM.";
            }
        }
        return advice.smaller().stream()
                .max(Comparator.comparingLong(FitAdvice.Smaller::macs))
                .map(smaller -> "Maybe a smaller network: the same with an input of " + smaller.input()
                        + String.format(Locale.ROOT, " and %.2f times the channels", smaller.width())
                        + " would fit.")
                .orElse("Maybe take another network, or a larger board: --all-boards lists them.");
    }
}
