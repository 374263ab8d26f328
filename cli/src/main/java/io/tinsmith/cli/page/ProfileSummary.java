package io.tinsmith.cli.page;

import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.report.ProfileReport;
import io.tinsmith.cli.report.ProfileReport.Cost;
import io.tinsmith.cli.report.ProfileReport.Counts;
import io.tinsmith.cli.report.ProfileReport.Op;
import io.tinsmith.cli.report.ProfileReport.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an inference takes, for the terminal. */
public final class ProfileSummary {
    private static final int NAME = 30;

    private ProfileSummary() {}

    public static List<String> lines(ProfileReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(report.where() + ", " + report.board() + " (" + report.core() + "), one inference");
        Counts counts = report.total().counts();
        if (counts == null) {
            measured(lines, report);
        } else {
            estimated(lines, report, counts);
        }
        ProfileReport.Energy energy = report.energy();
        if (energy != null) {
            lines.add("");
            lines.addAll(energy(energy));
        }
        return lines;
    }

    private static void measured(List<String> lines, ProfileReport report) {
        lines.add(String.format(
                Locale.ROOT,
                "%s cycles (measured, %s), %.2f ms",
                Units.count(report.total().cycles()),
                report.cycleSource(),
                report.total().milliseconds()));
        lines.add("");
        TextTable table = new TextTable("#", "op", "#MACs", "#cycles", "#per MAC", "#share");
        ShortNames names = names(report);
        for (Op op : report.ops()) {
            Cost cost = op.cost();
            table.row(
                    Integer.toString(op.index()),
                    names.shorten(op.name(), NAME),
                    macs(cost),
                    Units.count(cost.cycles()),
                    perMac(cost.macs(), cost.cycles()),
                    share(cost));
        }
        lines.addAll(table.lines());
        lines.add("Loads, stores and instructions are counted in the emulator only: leave out --port.");
    }

    private static void estimated(List<String> lines, ProfileReport report, Counts counts) {
        lines.add(Units.count(counts.instructions()) + " instructions (exact), and "
                + Units.count(orZero(report.meteringInstructions())) + " of the metering, counted nowhere below");
        lines.add(String.format(
                Locale.ROOT,
                "about %s cycles (estimated, %s to %s), %.2f ms at %s MHz%s",
                Units.big(report.total().cycles()),
                Units.big(counts.cyclesLow()),
                Units.big(counts.cyclesHigh()),
                report.total().milliseconds(),
                Units.tick(report.clockHz() / 1e6),
                waits(report)));
        lines.add("");
        lines.addAll(ops(report).lines());
        lines.add("");
        lines.addAll(traffic(counts).lines());
        boolean flashBound = report.ops().stream().anyMatch(ProfileSummary::flashBound);
        if (flashBound) {
            lines.add(
                    "FLASH: more than a quarter of the cycles are waits for flash; the estimate is least sure there.");
        }
    }

    private static TextTable ops(ProfileReport report) {
        TextTable table = new TextTable(
                "#",
                "op",
                "#MACs",
                "#instructions",
                "#per MAC",
                "#cycles",
                "#share",
                "#flash B",
                "#RAM B read",
                "#RAM B written",
                "");
        ShortNames names = names(report);
        for (Op op : report.ops()) {
            row(table, Integer.toString(op.index()), names.shorten(op.name(), NAME), op.cost());
        }
        Cost between = report.between();
        if (between != null) {
            row(table, "", "between ops", between);
        }
        row(table, "", "all", report.total());
        return table;
    }

    private static void row(TextTable table, String index, String name, Cost cost) {
        Counts counts = cost.counts();
        if (counts == null) {
            return;
        }
        table.row(
                index,
                name,
                macs(cost),
                Units.count(counts.instructions()),
                perMac(cost.macs(), counts.instructions()),
                Units.count(cost.cycles()),
                share(cost),
                Units.count(counts.flashBytesRead()),
                Units.count(ramRead(counts)),
                Units.count(ramWritten(counts)),
                counts.flashBound() ? "FLASH" : "");
    }

    private static TextTable traffic(Counts counts) {
        TextTable table = new TextTable("region", "#loads", "#bytes", "#stores", "#bytes");
        for (Traffic t : counts.traffic()) {
            if (t.loads() + t.stores() > 0) {
                table.row(
                        t.region() + (t.flash() ? " (flash)" : ""),
                        Units.count(t.loads()),
                        Units.count(t.loadBytes()),
                        Units.count(t.stores()),
                        Units.count(t.storeBytes()));
            }
        }
        return table;
    }

    private static List<String> energy(ProfileReport.Energy energy) {
        Double mean = energy.meanMilliwattsAtOneASecond();
        return List.of(
                String.format(Locale.ROOT, "about %.3g mJ (estimated)", energy.millijoules())
                        + (mean == null
                                ? ""
                                : String.format(Locale.ROOT, ", %.3g mW on average at one inference a second", mean)),
                "  " + Units.tick(energy.activeMilliwatts()) + " mW while computing, "
                        + Units.tick(energy.idleMilliwatts()) + " mW asleep: " + energy.source());
    }

    static String waits(ProfileReport report) {
        Integer states = report.flashWaitStates();
        return states == null || states == 0 ? "" : ", flash with " + states + " wait states";
    }

    static ShortNames names(ProfileReport report) {
        return new ShortNames(report.ops().stream().map(Op::name).toList());
    }

    static boolean flashBound(Op op) {
        Counts counts = op.cost().counts();
        return counts != null && counts.flashBound();
    }

    static long ramRead(Counts counts) {
        return counts.traffic().stream()
                .filter(t -> !t.flash())
                .mapToLong(Traffic::loadBytes)
                .sum();
    }

    static long ramWritten(Counts counts) {
        return counts.traffic().stream()
                .filter(t -> !t.flash())
                .mapToLong(Traffic::storeBytes)
                .sum();
    }

    static String macs(Cost cost) {
        Long macs = cost.macs();
        return macs == null || macs == 0 ? "" : Units.count(macs);
    }

    /** Nothing where an op computes in another one's time. */
    static String perMac(@Nullable Long macs, long amount) {
        return macs == null || macs == 0 || amount == 0
                ? ""
                : String.format(Locale.ROOT, "%.2f", (double) amount / macs);
    }

    static String share(Cost cost) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * cost.share());
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
