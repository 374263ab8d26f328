package io.tinsmith.cli.design;

import io.tinsmith.graph.DType;
import io.tinsmith.search.Constraints;

/** The limits of a search, from the job. */
final class Limits {
    private Limits() {}

    /**
     * What the job, the board and the time allow.
     *
     * @param leastEpochs a network that could be trained for fewer would beat none that is smaller
     */
    static Constraints of(DesignJob job, TimePlan plan, TrainingSpeed speed, int trainImages, int leastEpochs) {
        Constraints constraints = Constraints.of(job.budget());
        if (job.latency().isPresent()) {
            double cycles = job.latency().get().toNanos() / 1e9 * job.board().clockHz();
            constraints = constraints.withMaxCycles(Math.max(1, (long) cycles));
        }
        return constraints.with(
                "training time",
                "seconds for " + leastEpochs + " epochs",
                plan.trainSeconds(),
                c -> speed.seconds(c.network().toGraph(DType.FLOAT32), (long) leastEpochs * trainImages));
    }
}
