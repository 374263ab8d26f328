package io.tinsmith.cli.design;

/**
 * How a time budget is spent. A pure function of the budget: how much is trained follows from it and a nominal speed,
 * never from the clock, so that the same request gives the same network on any machine.
 *
 * @param searchSeconds scoring of spaces and search
 * @param raceSeconds short training of the finalists, all together
 * @param trainSeconds full training of the winner
 * @param proofSeconds quantization, int8 accuracy, build, emulator
 */
public record TimePlan(double searchSeconds, double raceSeconds, double trainSeconds, double proofSeconds) {
    private static final double USUAL_PROOF = 90;
    private static final double MOST_SEARCH = 30;
    private static final double RACE_SHARE = 0.2;

    /** With a race after the search. */
    public static TimePlan of(double totalSeconds) {
        if (!(totalSeconds > 0)) {
            throw new IllegalArgumentException("The totalSeconds (" + totalSeconds + ") must be positive.");
        }
        // Who asks for more time gets a larger network, whose test takes longer.
        double proof = Math.min(Math.max(USUAL_PROOF, totalSeconds / 18), totalSeconds / 4);
        double search = Math.min(MOST_SEARCH, totalSeconds / 10);
        double training = totalSeconds - proof - search;
        return new TimePlan(search, RACE_SHARE * training, (1 - RACE_SHARE) * training, proof);
    }

    /** For a strategy: a search that trains leaves one finalist, so that it has the time of the race. */
    public static TimePlan of(double totalSeconds, DesignStrategy strategy) {
        TimePlan plan = of(totalSeconds);
        return strategy.trains()
                ? new TimePlan(plan.searchSeconds + plan.raceSeconds, 0, plan.trainSeconds, plan.proofSeconds)
                : plan;
    }
}
