package io.tinsmith.cli.design;

import io.tinsmith.graph.DType;
import io.tinsmith.memory.MemoryBudget;
import io.tinsmith.search.Constraints;
import io.tinsmith.targets.Board;
import java.time.Duration;
import java.util.Optional;

/** The limits of a search, from the job. */
public final class Limits {
    private Limits() {}

    /** Of memory, and of one inference's time, by the board's clock. */
    public static Constraints of(Board board, MemoryBudget budget, Optional<Duration> latency) {
        Constraints constraints = Constraints.of(budget);
        if (latency.isEmpty()) {
            return constraints;
        }
        double cycles = latency.get().toNanos() / 1e9 * board.clockHz();
        return constraints.withMaxCycles(Math.max(1, (long) cycles));
    }

    /**
     * What the job, the board and the time allow.
     *
     * @param leastEpochs a network that could be trained for fewer would beat none that is smaller
     */
    static Constraints of(DesignJob job, TimePlan plan, TrainingSpeed speed, int trainImages, int leastEpochs) {
        Constraints constraints = of(job.board(), job.budget(), job.latency());
        return constraints.with(
                "training time",
                "seconds for " + leastEpochs + " epochs",
                plan.trainSeconds(),
                c -> speed.seconds(c.network().toGraph(DType.FLOAT32), (long) leastEpochs * trainImages));
    }
}
