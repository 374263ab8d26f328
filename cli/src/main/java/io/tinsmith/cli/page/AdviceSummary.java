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

/** Whether a network is within its limits, and what would make it fit, in words. */
public final class AdviceSummary {
    private AdviceSummary() {}

    /** For the terminal. */
    static List<String> lines(AnalysisReport a) {
        List<String> out = new ArrayList<>();
        if (a.fits() && !a.limits().isEmpty()) {
            out.add("");
            out.addAll(Wrap.lines(slack(a.limits())));
        }
        for (AdviceParts.Part part : AdviceParts.of(a)) {
            out.add("");
            out.addAll(Wrap.lines(part.title() + ": " + part.text()));
            TextTable table = part.table();
            if (table != null) {
                out.addAll(table.lines());
            }
            if (!part.remarks().isEmpty()) {
                out.addAll(Wrap.lines(part.remarks()));
            }
        }
        return out;
    }

    /** What is taken of limits that are kept. */
    static String slack(List<Limit> limits) {
        return "Fits: " + limits.stream().map(AdviceSummary::slack).collect(Collectors.joining(", "));
    }

    private static String slack(Limit limit) {
        String needed = AdviceParts.amount(limit, limit.needed());
        return limit.what().text() + (limit.what() == Limit.What.LATENCY ? " an estimated " : " ")
                + needed.substring(0, needed.indexOf(' ')) + " of " + AdviceParts.amount(limit, limit.available())
                + " (" + limit.from() + ")";
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
        return AdviceParts.amount(limit, limit.available())
                + (time ? "" : " of " + limit.what().text()) + " (" + limit.from()
                + ") are too little, it " + (time ? "takes an estimated " : "needs ")
                + AdviceParts.amount(limit, limit.needed());
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
