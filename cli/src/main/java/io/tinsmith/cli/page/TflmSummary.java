package io.tinsmith.cli.page;

import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.report.TflmReport;
import java.util.ArrayList;
import java.util.List;

/** What TFLite Micro takes for a model, as lines for the terminal. */
public final class TflmSummary {
    private TflmSummary() {}

    public static List<String> lines(TflmReport r) {
        List<String> out = new ArrayList<>();
        out.add(r.model() + " in TFLite Micro " + r.revision() + " (" + r.revisionDate() + "), "
                + build(r.runtime(), r.extension()));
        if (!r.complete()) {
            out.add("");
            out.add("Incomplete: there is no rule for these ops, so that all figures are too low");
            out.addAll(missing(r).lines());
            r.missing().stream().map(TflmReport.Missing::advice).distinct().forEach(out::add);
        }
        part(out, "Arena", arena(r));
        out.add("The smallest arena is decided by: " + r.smallestArenaDecidedBy() + ".");
        TflmReport.Sram board = r.board();
        if (board != null) {
            out.add(board(r, board));
        }
        part(out, "Persistent bytes", items(r));
        part(out, "Op by op", ops(r));
        part(out, "Other builds", others(r));
        part(out, "Ops to register", register(r));
        out.add("");
        out.addAll(r.resolver().lines().toList());
        return out;
    }

    private static void part(List<String> out, String title, TextTable table) {
        out.add("");
        out.add(title);
        out.addAll(table.lines());
    }

    private static String build(String runtime, String extension) {
        if (runtime.equals("tflm")) {
            return "reference kernels";
        }
        return switch (extension) {
            case "mve" -> "CMSIS-NN on a core with MVE";
            case "dsp" -> "CMSIS-NN on a core with DSP";
            default -> "CMSIS-NN on a core without DSP";
        };
    }

    private static TextTable arena(TflmReport r) {
        TextTable table = new TextTable("of the arena", "#bytes");
        table.row("activations and scratch, as planned", Units.count(r.nonPersistentBytes()));
        table.row("persistent", Units.count(r.persistentBytes()));
        table.row("arena_used_bytes()", Units.count(r.arenaUsedBytes()));
        table.row("smallest arena that allocates", Units.count(r.smallestArenaBytes()));
        return table;
    }

    private static String board(TflmReport r, TflmReport.Sram board) {
        long rest = board.sramBytes() - r.smallestArenaBytes();
        String sram = "The board " + board.name() + " has " + Units.count(board.sramBytes()) + " bytes of SRAM: ";
        return rest < 0
                ? sram + "the arena does not fit, by " + Units.count(-rest) + " bytes."
                : sram + Units.count(rest) + " are left for statics and stack.";
    }

    private static TextTable items(TflmReport r) {
        TextTable table = new TextTable("what", "#count", "#bytes");
        r.items().forEach(item -> table.row(item.what(), Units.count(item.count()), Units.count(item.bytes())));
        return table;
    }

    private static TextTable ops(TflmReport r) {
        boolean several = r.ops().stream().anyMatch(op -> op.subgraph() > 0);
        TextTable table = new TextTable("#", "op", "#version", "#persistent", "#scratch");
        for (TflmReport.OpUse op : r.ops()) {
            table.row(
                    (several ? op.subgraph() + "." : "") + op.index(),
                    op.name(),
                    Integer.toString(op.version()),
                    Units.count(op.persistentBytes()),
                    Units.count(op.scratchBytes()));
        }
        return table;
    }

    private static TextTable others(TflmReport r) {
        TextTable table = new TextTable("build", "#arena_used_bytes()", "#smallest arena");
        for (TflmReport.Other other : r.others()) {
            table.row(
                    build(other.runtime(), other.extension()),
                    Units.count(other.arenaUsedBytes()),
                    Units.count(other.smallestArenaBytes()));
        }
        return table;
    }

    private static TextTable register(TflmReport r) {
        TextTable table = new TextTable("op", "#version", "#uses");
        r.register().forEach(op -> table.row(op.op(), Integer.toString(op.version()), Integer.toString(op.uses())));
        return table;
    }

    private static TextTable missing(TflmReport r) {
        TextTable table = new TextTable("#", "op", "shapes");
        for (TflmReport.Missing op : r.missing()) {
            table.row(op.subgraph() + "." + op.index(), op.name(), op.shapes());
        }
        return table;
    }
}
