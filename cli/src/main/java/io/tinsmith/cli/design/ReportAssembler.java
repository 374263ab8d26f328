package io.tinsmith.cli.design;

import io.tinsmith.cli.analysis.ScheduleFigures;
import io.tinsmith.cli.bench.BenchResult;
import io.tinsmith.cli.bench.Build;
import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.cli.bench.Prediction;
import io.tinsmith.cli.report.Accuracy;
import io.tinsmith.cli.report.Basis;
import io.tinsmith.cli.report.DesignReport;
import io.tinsmith.cli.report.DeviceRun;
import io.tinsmith.cli.report.LeftOut;
import io.tinsmith.cli.report.MemoryRow;
import io.tinsmith.cli.report.MemoryTable;
import io.tinsmith.cli.report.Network;
import io.tinsmith.cli.report.Provenance;
import io.tinsmith.cli.report.SearchPoint;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import io.tinsmith.search.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the results of all stages into one report. */
final class ReportAssembler {
    private ReportAssembler() {}

    /** All that the stages found. */
    record Parts(
            DesignJob job,
            SpacesStage.Result spaces,
            SearchStage.Result search,
            RaceStage.Result race,
            TrainStage.Result training,
            QuantizeStage.Result quantized,
            @Nullable LeftOut leftOut,
            Schedule schedule,
            Build build,
            BenchResult bench,
            Accuracy deviceAccuracy,
            Provenance provenance) {}

    static DesignReport assemble(Parts p) {
        Graph graph = p.schedule().graph();
        Candidate winner = p.search().finalists().get(p.race().winner());
        Network network = new Network(
                graph.name(),
                winner.network().summary(),
                graph.input().shape().toString(),
                GraphCost.macs(graph),
                GraphCost.parameters(graph),
                graph.rounding().name(),
                p.quantized().sha256());
        return new DesignReport(
                p.job().summary(),
                network,
                List.of(p.training().accuracy(), p.quantized().accuracy(), p.deviceAccuracy()),
                device(p),
                sram(p),
                flash(p),
                ScheduleFigures.ops(p.schedule(), p.bench().opInstructions()),
                ScheduleFigures.arena(p.schedule()),
                p.spaces().spaces(),
                points(p.search().points(), winner),
                p.race().rows(),
                p.training().epochs(),
                p.provenance(),
                notes(p));
    }

    private static DeviceRun device(Parts p) {
        BenchResult bench = p.bench();
        long predicted = p.job().times().of(p.schedule()).instructions();
        return new DeviceRun(
                bench.where(),
                bench.images(),
                bench.equal(),
                bench.instructions() > 0 ? bench.instructions() : null,
                bench.instructionsExact() ? Basis.EXACT : Basis.MEASURED,
                predicted > 0 ? predicted : null,
                time(p).map(t -> new DeviceRun.Time(t.millis(), t.lowMillis(), t.highMillis()))
                        .orElse(null),
                bench.identity());
    }

    /** Where instructions were counted. */
    private static Optional<LatencyModel.Latency> time(Parts p) {
        return Optional.of(p.bench().instructions())
                .filter(counted -> counted > 0)
                .map(p.job().times()::ofInstructions);
    }

    private static MemoryTable sram(Parts p) {
        Prediction predicted = Prediction.of(p.schedule(), p.job().board());
        Graph graph = p.schedule().graph();
        List<MemoryRow> rows = new ArrayList<>();
        rows.add(row("whole program", 0, predicted.sramBytes(), p.build().ramBytes(), "linker, __ram_used"));
        rows.add(row("arena", 1, predicted.arenaBytes(), p.build().arenaBytes(), "linker, __arena_start to _end"));
        rows.add(
                p.schedule().inputByRows()
                        ? new MemoryRow("of which rows of the input", 2, inputRows(p.schedule()), null, "")
                        : new MemoryRow("of which input", 2, graph.input().bytes(), null, ""));
        rows.add(new MemoryRow("of which output", 2, graph.output().bytes(), null, ""));
        p.bench()
                .arenaUsed()
                .ifPresent(
                        used -> rows.add(new MemoryRow("highest byte written", 2, null, used, "paint on the device")));
        rows.add(row("statics", 1, predicted.staticsBytes(), p.build().staticsBytes(), "linker, .data and .bss"));
        rows.add(row("stack, reserved", 1, predicted.stackBytes(), p.build().stackBytes(), "linker"));
        rows.add(new MemoryRow(
                "proven bound", 2, null, p.build().stackBoundBytes(), "frames and calls of the linked program"));
        rows.add(new MemoryRow("deepest use", 2, null, p.bench().stackUsedBytes(), "paint on the device"));
        return new MemoryTable("SRAM", p.job().budget().sramBytes(), rows);
    }

    private static long inputRows(Schedule schedule) {
        int input = schedule.graph().inputs().get(0);
        return schedule.steps().stream()
                .filter(Step.Stream.class::isInstance)
                .flatMap(step -> ((Step.Stream) step).rings().stream())
                .filter(ring -> ring.tensor() == input)
                .mapToLong(ring -> ring.sizeBytes(schedule.graph().input()))
                .sum();
    }

    private static MemoryTable flash(Parts p) {
        Prediction predicted = Prediction.of(p.schedule(), p.job().board());
        Build build = p.build();
        return new MemoryTable(
                "Flash",
                p.job().budget().flashBytes(),
                List.of(
                        row(
                                "whole program",
                                0,
                                predicted.flashBytes(),
                                build.flashBytes(),
                                "linker, __flash_used; code estimated"),
                        row("weights, biases, tables", 1, predicted.constantBytes(), build.weightBytes(), "linker"),
                        row(
                                "code, start-up",
                                1,
                                predicted.codeBytes(),
                                build.flashBytes() - build.weightBytes(),
                                "linker; predicted from sizes of parts")));
    }

    private static MemoryRow row(String name, int level, long predicted, long measured, String source) {
        return new MemoryRow(name, level, predicted, measured, source);
    }

    private static List<SearchPoint> points(List<SearchPoint> points, Candidate winner) {
        return points.stream()
                .map(s -> s.kind() == SearchPoint.Kind.FINALIST
                                && s.macs() == winner.cost().macs()
                                && s.sramBytes() == winner.cost().sramBytes()
                        ? new SearchPoint(s.sramBytes(), s.macs(), SearchPoint.Kind.WINNER)
                        : s)
                .toList();
    }

    private static List<String> notes(Parts p) {
        List<String> notes = new ArrayList<>();
        if (p.bench().images() > 0 && p.bench().equal() < p.bench().images()) {
            notes.add("The outputs of " + (p.bench().images() - p.bench().equal())
                    + " images differ from the Java interpreter's, the first at test image "
                    + p.bench().firstUnequal() + ".");
        }
        if (p.leftOut() != null) {
            notes.add(p.leftOut().line() + ".");
        }
        if (p.schedule().inputByRows()) {
            notes.add("The input comes by rows and never stands in the program's SRAM. The benchmark keeps it whole, "
                    + p.build().inputBytes() + " bytes, in other memory, which is not counted.");
        }
        p.job()
                .latency()
                .ifPresent(limit -> time(p).filter(t -> t.millis() > limit.toNanos() / 1e6)
                        .ifPresent(t -> notes.add(String.format(
                                Locale.ROOT,
                                "The estimated time of one inference, %.1f ms, exceeds --latency: lower it to get a smaller network.",
                                t.millis()))));
        return notes;
    }
}
