package io.tinsmith.cli.design;

import java.util.Locale;

/**
 * How a time budget is spent. A pure function of the budget: how much is trained follows from it and a nominal speed,
 * never from the clock, so that the same request gives the same network on any machine.
 *
 * @param searchSeconds scoring of spaces and search
 * @param supernetSeconds training of a supernet, and scoring with its weights; 0 without one
 * @param raceSeconds short training of the finalists, all together
 * @param trainSeconds full training of the winner
 * @param proofSeconds quantization, int8 accuracy, build, emulator
 */
public record TimePlan(
        double searchSeconds, double supernetSeconds, double raceSeconds, double trainSeconds, double proofSeconds) {
    private static final double USUAL_PROOF = 90;
    private static final double MOST_SEARCH = 30;
    private static final double RACE_SHARE = 0.2;
    private static final double SUPERNET_SHARE = 0.25;

    /** With a race after the search. */
    public static TimePlan of(double totalSeconds) {
        if (!(totalSeconds > 0)) {
            throw new IllegalArgumentException("The totalSeconds (" + totalSeconds + ") must be positive.");
        }
        // Who asks for more time gets a larger network, whose test takes longer.
        double proof = Math.min(Math.max(USUAL_PROOF, totalSeconds / 18), totalSeconds / 4);
        double search = Math.min(MOST_SEARCH, totalSeconds / 10);
        double training = totalSeconds - proof - search;
        return new TimePlan(search, 0, RACE_SHARE * training, (1 - RACE_SHARE) * training, proof);
    }

    /**
     * For a way of searching. A search that trains leaves one finalist, so that it has the time of the race; a supernet has a
     * quarter of that of race and training.
     */
    public static TimePlan of(double totalSeconds, DesignStrategy strategy, CandidateAccuracy accuracy) {
        TimePlan plan = of(totalSeconds);
        if (strategy.trains()) {
            return new TimePlan(plan.searchSeconds + plan.raceSeconds, 0, 0, plan.trainSeconds, plan.proofSeconds);
        }
        double share = accuracy == CandidateAccuracy.SUPERNET ? SUPERNET_SHARE : 0;
        return new TimePlan(
                plan.searchSeconds,
                share * (plan.raceSeconds + plan.trainSeconds),
                (1 - share) * plan.raceSeconds,
                (1 - share) * plan.trainSeconds,
                plan.proofSeconds);
    }

    /** As text, without what has no share. */
    public String text() {
        return String.format(Locale.ROOT, "search %.0f s", searchSeconds)
                + part("supernet", supernetSeconds)
                + part("race", raceSeconds)
                + part("training", trainSeconds)
                + part("proof", proofSeconds);
    }

    private static String part(String name, double seconds) {
        return seconds > 0 ? String.format(Locale.ROOT, ", %s %.0f s", name, seconds) : "";
    }
}
