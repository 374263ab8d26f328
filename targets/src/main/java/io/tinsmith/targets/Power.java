package io.tinsmith.targets;

/**
 * What a board, or its chip alone, takes of power: for estimates of energy.
 *
 * @param activeMilliwatts while the core computes at the board's clock
 * @param idleMilliwatts while it sleeps until the next inference
 * @param source where the figures come from, and of what they are
 */
public record Power(double activeMilliwatts, double idleMilliwatts, String source) {
    private static final double MOST_MILLIWATTS = 1e6;

    public Power {
        if (!(activeMilliwatts > 0 && activeMilliwatts <= MOST_MILLIWATTS)) {
            throw new IllegalArgumentException("The activeMilliwatts (" + activeMilliwatts
                    + ") must be above 0 and at most 1000000.\nMaybe give milliwatts, not watts.");
        }
        if (!(idleMilliwatts >= 0 && idleMilliwatts <= activeMilliwatts)) {
            throw new IllegalArgumentException("The idleMilliwatts (" + idleMilliwatts
                    + ") must be from 0 to the activeMilliwatts (" + activeMilliwatts + ").");
        }
        if (source.isBlank()) {
            throw new IllegalArgumentException(
                    "The source of the power figures is empty.\nMaybe name the data sheet and table.");
        }
    }

    /** The energy of computing for so long. */
    public double millijoules(double seconds) {
        return activeMilliwatts * seconds;
    }

    /** The mean power where an inference of so long begins once a period. */
    public double meanMilliwatts(double seconds, double periodSeconds) {
        double share = Math.min(1, seconds / periodSeconds);
        return share * activeMilliwatts + (1 - share) * idleMilliwatts;
    }
}
