package io.tinsmith.cli.design;

import io.tinsmith.cli.analysis.Moves;
import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.cli.bench.Prediction;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.search.CostModel;
import io.tinsmith.search.RunTime;
import io.tinsmith.targets.Board;

/** What networks cost as firmware of a board. */
public final class BoardCosts {
    private BoardCosts() {}

    /**
     * Costs of each network's best schedule.
     *
     * @param times predicts what inferences take
     * @param moves that schedules may take
     * @param options how hard to plan
     */
    public static CostModel of(Board board, LatencyModel times, Moves moves, PlannerOptions options) {
        return new CostModel(
                schedule -> Prediction.footprint(schedule, board),
                schedule -> runTime(times, schedule),
                moves.options(options));
    }

    /** What an inference takes, predicted. */
    public static RunTime runTime(LatencyModel times, Schedule schedule) {
        LatencyModel.Latency latency = times.of(schedule);
        return new RunTime(latency.instructions(), Math.round(latency.cycles().cycles()));
    }
}
