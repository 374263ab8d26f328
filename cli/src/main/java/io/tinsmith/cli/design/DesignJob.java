package io.tinsmith.cli.design;

import io.tinsmith.cli.analysis.Moves;
import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.cli.report.Job;
import io.tinsmith.memory.MemoryBudget;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.search.CostModel;
import io.tinsmith.targets.Board;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a design run was asked for.
 *
 * @param latency limit for one inference, if any
 * @param times predicts what inferences take on the board
 * @param space name of a family of search spaces, or the path of its file
 * @param accuracy what the finalists are chosen by
 * @param objectives names, see {@link io.tinsmith.search.Objectives}; the first is the score
 * @param moves that schedules may take, in the search and in the firmware
 * @param quantizedEpochs of quantization-aware training at the end; 0 leaves it out
 * @param time budget of the whole run
 * @param out directory of everything that is written
 * @param deviceImages test images that are sent to the device
 * @param files SHA-256 of each file that the space and the times were read from, by path
 */
public record DesignJob(
        Board board,
        MemoryBudget budget,
        Optional<Duration> latency,
        LatencyModel times,
        DataSource dataset,
        String space,
        DesignStrategy strategy,
        CandidateAccuracy accuracy,
        List<String> objectives,
        Moves moves,
        int quantizedEpochs,
        Duration time,
        long seed,
        Path out,
        int deviceImages,
        Map<String, String> files) {
    public DesignJob {
        files = new TreeMap<>(files);
        objectives = List.copyOf(objectives);
    }

    /** Costs of the firmware of networks, planned as hard as the options say and with this job's moves. */
    CostModel costs(PlannerOptions options) {
        return BoardCosts.of(board, times, moves, options);
    }

    /** How the time is spent. */
    public TimePlan timePlan() {
        return TimePlan.of(time.toMillis() / 1e3, strategy, accuracy);
    }

    /** The part that determines the result, as the report shows it. */
    public Job summary() {
        return new Job(
                board.name(),
                board.mcu().name(),
                board.mcu().core().gccName(),
                board.clockHz(),
                budget.sramBytes(),
                budget.flashBytes(),
                latency.map(l -> l.toNanos() / 1e6).orElse(null),
                dataset.text(),
                space,
                search(),
                moves.text(),
                quantizedEpochs,
                seed,
                time.toSeconds(),
                files);
    }

    /** Such as {@code evolution}, {@code nsga2 of capacity, sram} or {@code evolution and a supernet}. */
    private String search() {
        String name = strategy.name().toLowerCase(Locale.ROOT);
        String of = objectives.equals(List.of("capacity")) ? "" : " of " + String.join(", ", objectives);
        return name + of + (accuracy == CandidateAccuracy.SUPERNET ? " and a supernet" : "");
    }
}
