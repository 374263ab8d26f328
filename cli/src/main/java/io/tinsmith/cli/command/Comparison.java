package io.tinsmith.cli.command;

import io.tinsmith.cli.analysis.Comparer;
import io.tinsmith.cli.analysis.Moves;
import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.cli.report.ComparisonReport;
import io.tinsmith.cli.report.LeftOut;
import io.tinsmith.cli.report.TflmReport;
import io.tinsmith.graph.Graph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares networks from files. */
final class Comparison {
    private Comparison() {}

    /**
     * Reads, plans and compares.
     *
     * @param files named by the last part of their paths, or by the whole where two of these are equal
     */
    static ComparisonReport of(
            List<Path> files, Moves moves, LatencyModel times, RuntimeOption runtime, ChannelsOption channels) {
        Set<String> names = new HashSet<>();
        boolean distinct = files.stream().allMatch(file -> names.add(String.valueOf(file.getFileName())));
        List<ComparisonReport.Model> models = new ArrayList<>();
        String build = null;
        for (Path file : files) {
            Long arena = null;
            if (runtime.isGiven()) {
                TflmReport report = runtime.report(file);
                build = RuntimeOption.name(report);
                arena = arena(report);
            }
            String name = distinct ? String.valueOf(file.getFileName()) : file.toString();
            Graph whole = Models.network(file);
            Graph graph = channels.of(whole);
            models.add(Comparer.model(name, graph, LeftOut.of(whole, graph), moves, times, arena));
        }
        return Comparer.of(models, times.board(), moves, build);
    }

    private static @Nullable Long arena(TflmReport report) {
        return report.complete() ? report.smallestArenaBytes() : null;
    }
}
