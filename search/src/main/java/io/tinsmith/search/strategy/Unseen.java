package io.tinsmith.search.strategy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Draws that were not drawn before. */
final class Unseen<G> {
    private final int attempts;
    private final Set<G> seen = new HashSet<>();

    /**
     * Gives up after so many draws in a row that were all known.
     */
    Unseen(int attempts) {
        this.attempts = attempts;
    }

    /** One draw. */
    interface Draw<G> {
        /**
         * Genes, maybe known ones.
         *
         * @param index how many of this proposal there are already
         * @param attempt draws since the last that was new
         */
        G next(int index, int attempt);
    }

    /** Whether few attempts are left: what is drawn from is used up, and a fresh sample leads out of it. */
    boolean isUsedUp(int attempt) {
        return attempt > attempts / 2;
    }

    /** At most {@code wanted} new ones. */
    List<G> draw(int wanted, Draw<G> draw) {
        List<G> drawn = new ArrayList<>();
        for (int attempt = 0; drawn.size() < wanted && attempt < attempts; attempt++) {
            G genes = draw.next(drawn.size(), attempt);
            if (seen.add(genes)) {
                drawn.add(genes);
                attempt = -1;
            }
        }
        return drawn;
    }
}
