package io.tinsmith.search;

import io.tinsmith.search.internal.Checks;
import io.tinsmith.search.internal.Workers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Chooses among search spaces by the MACs of the members that fit, after TinyNAS (Lin et al. 2020, arXiv:2007.10319,
 * section 3.1): the space whose fitting members have more MACs is the one where accuracy is more likely to be found.
 */
public final class SpaceScorer {
    private final CostModel costs;
    private final Constraints constraints;
    private final int threads;

    public SpaceScorer(CostModel costs, Constraints constraints, int threads) {
        this.costs = costs;
        this.constraints = constraints;
        this.threads = threads;
    }

    /**
     * Scores of all spaces, best first: eligible ones before others, then by score, then in the order given. The same
     * seed gives the same scores with any number of threads.
     *
     * @param samples networks to draw from each space, such as 1000
     * @param progress told the number of spaces done, in the calling thread
     */
    public List<SpaceScore> score(
            List<? extends NetworkSpace<?>> spaces, int samples, long seed, IntConsumer progress) {
        Checks.range("samples", samples, 1, 1_000_000);
        List<SpaceScore> scores = new ArrayList<>();
        try (Workers workers = new Workers(threads)) {
            List<Supplier<List<Long>>> running = new ArrayList<>();
            for (int s = 0; s < spaces.size(); s++) {
                NetworkSpace<?> space = spaces.get(s);
                long spaceSeed = seed * 1_000_003 + s;
                running.add(workers.start(samples, i -> survivor(space, spaceSeed, i)));
            }
            for (int s = 0; s < spaces.size(); s++) {
                List<Long> macs =
                        running.get(s).get().stream().filter(m -> m >= 0).toList();
                scores.add(SpaceScore.of(spaces.get(s), samples, macs));
                progress.accept(s + 1);
            }
        }
        return scores.stream()
                .sorted(Comparator.comparing((SpaceScore s) -> !s.eligible()).thenComparing(s -> -s.score()))
                .toList();
    }

    /** The best space, or none where no sample of any space fits. */
    public static Optional<SpaceScore> winner(List<SpaceScore> scores) {
        return scores.stream().filter(s -> s.survivors() > 0).findFirst();
    }

    private <G> long survivor(NetworkSpace<G> space, long seed, int index) {
        Network network = space.decode(space.sample(random(seed, index)));
        return costs.macsIfFits(network, constraints).orElse(-1);
    }

    /** What one sample is drawn by, so that it does not depend on the others. */
    static SplittableRandom random(long seed, int index) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index);
    }
}
