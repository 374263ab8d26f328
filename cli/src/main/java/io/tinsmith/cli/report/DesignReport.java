package io.tinsmith.cli.report;

import java.util.List;

/**
 * Everything that one design run found out. {@code design.json} is this record; the page and the terminal's table are
 * views of it.
 *
 * @param notes remarks that a reader must see, for example that the machine was slower than planned for
 */
public record DesignReport(
        Job job,
        Network network,
        List<Accuracy> accuracies,
        DeviceRun device,
        MemoryTable sram,
        MemoryTable flash,
        List<OpRow> ops,
        ArenaMap arena,
        List<SpaceRow> spaces,
        List<SearchPoint> search,
        List<FinalistRow> finalists,
        List<EpochRow> training,
        Provenance provenance,
        List<String> notes) {
    public DesignReport {
        accuracies = List.copyOf(accuracies);
        ops = List.copyOf(ops);
        spaces = List.copyOf(spaces);
        search = List.copyOf(search);
        finalists = List.copyOf(finalists);
        training = List.copyOf(training);
        notes = List.copyOf(notes);
    }
}
