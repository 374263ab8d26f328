package io.tinsmith.cli.design;

import io.tinsmith.cli.DoesNotFitException;
import io.tinsmith.cli.console.Console;
import io.tinsmith.cli.console.Progress;
import io.tinsmith.cli.report.SearchPoint;
import io.tinsmith.search.Candidate;
import io.tinsmith.search.Constraints;
import io.tinsmith.search.CostModel;
import io.tinsmith.search.Feasibility;
import io.tinsmith.search.Network;
import io.tinsmith.search.NetworkSpace;
import io.tinsmith.search.Strategy.Trial;
import io.tinsmith.search.strategy.EvolutionStrategy;
import io.tinsmith.search.strategy.HalvingStrategy;
import io.tinsmith.search.strategy.HalvingStrategy.Staged;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Searches by short trainings: asynchronous successive halving over evolution. A candidate is trained anew on each rung, on
 * {@link #ETA} times as many images, since a training that goes on would need another course of its learning rate. What it
 * costs is nominal, so that the search does not depend on the clock. One finalist is left, and no race.
 */
final class HalvingStage {
    static final int RUNGS = 3;
    static final int ETA = 3;

    /** Candidates on the least rung that the amounts are made for. */
    private static final int WANTED = 36;

    private static final int LEAST_IMAGES = 2_560;
    private static final int MOST_MISSES = 3_000;

    private final CostModel costs;
    private final Constraints limits;
    private final Trainings trainings;
    private final long seed;

    /** How candidates are trained. */
    interface Trainings {
        /** Nominal seconds for so many images, the start included. */
        double seconds(Network network, long images);

        /** Nominal, of the largest network that is feasible. */
        double mostSecondsPerImage();

        /**
         * Accuracy on the validation images, 0 to 1.
         *
         * @param number of trainings before
         */
        double accuracy(Network network, long images, int number) throws IOException, InterruptedException;
    }

    private record Trained(Candidate candidate, int rung, double accuracy) {}

    HalvingStage(CostModel costs, Constraints limits, Trainings trainings, long seed) {
        this.seed = seed;
        this.costs = costs;
        this.limits = limits;
        this.trainings = trainings;
    }

    /**
     * Images on the least rung with which {@link #WANTED} candidates, and those that go on, take the given time; at least
     * 2,560.
     *
     * @param seconds for all
     * @param start seconds of each training before its first image
     * @param perImage seconds of the largest network
     */
    static long leastImages(double seconds, double start, double perImage) {
        double trainings = 0;
        double images = 0;
        for (int rung = 0; rung < RUNGS; rung++) {
            trainings += WANTED / Math.pow(ETA, rung);
            images += WANTED;
        }
        return Math.max(LEAST_IMAGES, (long) ((seconds - trainings * start) / (images * perImage)));
    }

    /**
     * The search.
     *
     * @param seconds nominal
     */
    SearchStage.Result run(NetworkSpace<?> space, double seconds, Console console)
            throws IOException, InterruptedException {
        try (Progress progress = console.progress("seconds of training", (long) seconds)) {
            return run(space, seconds, progress);
        }
    }

    private <G> SearchStage.Result run(NetworkSpace<G> space, double seconds, Progress progress)
            throws IOException, InterruptedException {
        EvolutionStrategy.Settings settings = EvolutionStrategy.Settings.forEvaluations(
                WANTED, space.choices().size());
        HalvingStrategy<G> strategy = new HalvingStrategy<>(new EvolutionStrategy<>(space, settings, seed), RUNGS, ETA);
        List<SearchPoint> points = new ArrayList<>();
        List<Trained> trained = new ArrayList<>();
        long leastImages = leastImages(
                seconds, trainings.seconds(space.decode(space.smallest()), 0), trainings.mostSecondsPerImage());
        double used = 0;
        for (int misses = 0; used < seconds && misses < MOST_MISSES; ) {
            // One at a time: the next is chosen with all that is known.
            List<Staged<G>> proposed = strategy.propose(1);
            if (proposed.isEmpty()) {
                break;
            }
            Staged<G> staged = proposed.get(0);
            Network network = space.decode(staged.genes());
            Candidate candidate = new Candidate(network, costs.of(network));
            Feasibility feasibility = limits.check(candidate);
            double fitness = -feasibility.excess();
            misses = feasibility.fits() ? 0 : misses + 1;
            if (feasibility.fits()) {
                long images = leastImages * Math.round(Math.pow(ETA, staged.rung()));
                fitness = trainings.accuracy(network, images, trained.size());
                used += trainings.seconds(network, images);
                trained.add(new Trained(candidate, staged.rung(), fitness));
                progress.to(Math.min((long) used, (long) seconds));
                progress.milestone(String.format(
                        Locale.ROOT, "training %d, rung %d: %.2f %%", trained.size(), staged.rung(), 100 * fitness));
            }
            if (staged.rung() == 0) {
                points.add(point(candidate, feasibility.fits() ? SearchPoint.Kind.FITS : SearchPoint.Kind.TOO_BIG));
            }
            strategy.tell(List.of(new Trial<>(staged, feasibility.fits(), fitness)));
        }
        return result(space.label(), points, trained);
    }

    /** The best of the highest rung that was reached. */
    private static SearchStage.Result result(String space, List<SearchPoint> points, List<Trained> trained) {
        Optional<Trained> best =
                trained.stream().max(Comparator.comparingInt(Trained::rung).thenComparingDouble(Trained::accuracy));
        Candidate finalist = best.orElseThrow(
                        () -> new DoesNotFitException("None of " + points.size() + " candidates of the space (" + space
                                + ") fits.\nMaybe allow a little more SRAM, flash or time."))
                .candidate();
        points.add(point(finalist, SearchPoint.Kind.FINALIST));
        return new SearchStage.Result(points, List.of(finalist));
    }

    private static SearchPoint point(Candidate c, SearchPoint.Kind kind) {
        return new SearchPoint(c.cost().sramBytes(), c.cost().macs(), kind);
    }
}
