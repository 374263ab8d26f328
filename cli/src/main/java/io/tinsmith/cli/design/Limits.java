package io.tinsmith.cli.design;

import io.tinsmith.graph.DType;
import io.tinsmith.search.Constraints;
import io.tinsmith.targets.Core;
import java.time.Duration;

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
            constraints = constraints.withMaxMacs(macsWithin(job, job.latency().get()));
        }
        return constraints.with(
                "training time",
                "seconds for " + leastEpochs + " epochs",
                plan.trainSeconds(),
                c -> speed.seconds(c.network().toGraph(DType.FLOAT32), (long) leastEpochs * trainImages));
    }

    /** The worst schedule that may be chosen computes so much more. */
    private static long macsWithin(DesignJob job, Duration latency) {
        double cycles = latency.toNanos() / 1e9 * job.board().clockHz();
        return Math.max(1, (long)
                (cycles / cyclesPerMac(job.board().mcu().core()) / job.moves().maxOverhead()));
    }

    /** An estimate over whole networks with our kernels; the report shows what came of it. */
    private static double cyclesPerMac(Core core) {
        return switch (core) {
            case CORTEX_M7, CORTEX_M55 -> 2.5;
            case CORTEX_M4, CORTEX_M33 -> 4;
            case CORTEX_M3, CORTEX_M0PLUS, CORTEX_M0 -> 8;
        };
    }
}
