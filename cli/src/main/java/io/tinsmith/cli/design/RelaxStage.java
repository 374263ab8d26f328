package io.tinsmith.cli.design;

import io.tinsmith.cli.DoesNotFitException;
import io.tinsmith.cli.console.Console;
import io.tinsmith.cli.console.Progress;
import io.tinsmith.cli.relaxed.BudgetPenalty;
import io.tinsmith.cli.relaxed.MixedNetworks;
import io.tinsmith.cli.report.SearchPoint;
import io.tinsmith.search.Candidate;
import io.tinsmith.search.Constraints;
import io.tinsmith.search.CostModel;
import io.tinsmith.search.Genotype;
import io.tinsmith.search.Limit;
import io.tinsmith.search.Network;
import io.tinsmith.search.NetworkSpace;
import io.tinsmith.search.Objectives;
import io.tinsmith.search.SearchSpace;
import io.tinsmith.search.relaxed.ChainRelaxation;
import io.tinsmith.search.relaxed.ExpectedCost;
import io.tinsmith.search.relaxed.LikeliestMembers;
import io.tinsmith.training.Dataset;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.TrainingPlan;
import io.tinsmith.training.TrainingPlans;
import io.tinsmith.training.relaxed.MixedNetwork;
import io.tinsmith.training.relaxed.RelaxationListener;
import io.tinsmith.training.relaxed.RelaxationMethod;
import io.tinsmith.training.relaxed.RelaxationPlan;
import io.tinsmith.training.relaxed.RelaxationTrainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Searches the chosen space by gradients through a network of all its members; the likeliest one that fits wins. */
final class RelaxStage {
    private static final int STRIDE_SAMPLES = 300;
    private static final int LIKELIEST = 3_000;
    private static final int BATCH = 100;
    private static final int POINTS = 600;

    private final DesignJob job;
    private final CostModel costs;
    private final Constraints limits;
    private final int threads;
    private final StageStore store;
    private final Console console;

    RelaxStage(DesignJob job, CostModel costs, Constraints limits, int threads, StageStore store, Console console) {
        this.job = job;
        this.costs = costs;
        this.limits = limits;
        this.threads = threads;
        this.store = store;
        this.console = console;
    }

    /**
     * The search.
     *
     * @param space one of a family that is supported
     * @param seconds nominal
     */
    SearchStage.Result run(NetworkSpace<?> space, Dataset dataset, double seconds, TrainingSpeed speed)
            throws IOException, InterruptedException {
        RelaxationMethod method = job.strategy().relaxing().orElseThrow();
        ChainRelaxation relaxation = relaxation((SearchSpace) space);
        MixedNetwork network = MixedNetworks.of(relaxation);
        ExpectedCost<Genotype> expected = new ExpectedCost<>(relaxation, relaxation.space(), costs, limits);
        Network any = relaxation.space().decode(relaxation.space().smallest());
        TrainingData data = TrainingData.of(dataset, any, job.seed());
        // The validation images are for the report, and decide nothing here.
        int held = Math.max(1, data.train().count() / 5);
        ImageSet.Split split = data.train().split(held, job.seed() + 1);
        RelaxationPlan plan = plan(method, data, split, network, seconds, speed);
        double[][] probabilities;
        try (Progress progress = console.progress("relaxed network", plan.steps())) {
            RelaxationListener listener = listener(progress, expected);
            BudgetPenalty penalty =
                    new BudgetPenalty(expected, job.summary() + " " + space.label(), job.seed(), threads);
            probabilities = new RelaxationTrainer(plan, listener, Optional.of(store.path("relaxed.checkpoint")))
                    .train(network, penalty, split.train(), split.validation());
        }
        return result(relaxation, expected, probabilities);
    }

    /** The stride of the stem is that of the best, by the proxy, of networks that are drawn and fit. */
    private ChainRelaxation relaxation(SearchSpace space) {
        SplittableRandom random = new SplittableRandom(job.seed());
        List<Genotype> drawn = IntStream.range(0, STRIDE_SAMPLES)
                .mapToObj(i -> space.sample(random))
                .toList();
        var proxy = Objectives.named(job.objectives().get(0)).value();
        List<Candidate> candidates = candidates(space, drawn);
        int stride = IntStream.range(0, drawn.size())
                .filter(i -> limits.check(candidates.get(i)).fits())
                .boxed()
                .max(Comparator.comparingDouble(i -> proxy.applyAsDouble(candidates.get(i))))
                .map(i -> drawn.get(i).stemStride())
                .orElse(space.smallest().stemStride());
        return new ChainRelaxation(space, stride);
    }

    private RelaxationPlan plan(
            RelaxationMethod method,
            TrainingData data,
            ImageSet.Split split,
            MixedNetwork network,
            double seconds,
            TrainingSpeed speed) {
        RelaxationAmounts amounts = RelaxationAmounts.within(
                seconds,
                method,
                network,
                speed,
                Math.min(split.train().count(), split.validation().count()));
        TrainingPlan standard = TrainingPlans.standard(data.kind(), split.train(), 1, job.seed());
        TrainingPlan training = new TrainingPlan(
                amounts.rounds(),
                amounts.batch(),
                standard.learningRate() * amounts.batch() / standard.batch(),
                standard.warmupSteps(),
                standard.weightDecay(),
                standard.labelSmoothing(),
                standard.augmentation(),
                job.seed());
        return RelaxationPlan.standard(method, training, amounts.stepsPerRound());
    }

    private RelaxationListener listener(Progress progress, ExpectedCost<Genotype> expected) {
        return new RelaxationListener() {
            @Override
            public void onStep(long step, long ofSteps, double loss) {
                progress.to(step);
            }

            @Override
            public void onRound(int round, int ofRounds, double loss, double[][] probabilities) {
                StringBuilder text = new StringBuilder(
                        String.format(Locale.ROOT, "round %d/%d: loss %.3f, expected", round, ofRounds, loss));
                double[] parts = expected.expected(probabilities);
                for (int l = 0; l < parts.length; l++) {
                    Limit limit = limits.limits().get(l);
                    text.append(String.format(
                            Locale.ROOT, "%s %.0f %% of %s", l == 0 ? "" : ",", 100 * parts[l], limit.name()));
                }
                progress.milestone(text.toString());
            }
        };
    }

    private SearchStage.Result result(
            ChainRelaxation relaxation, ExpectedCost<Genotype> expected, double[][] probabilities) {
        List<Candidate> drawn = expected.fit(probabilities, POINTS, job.seed(), threads);
        List<SearchPoint> points = new ArrayList<>();
        for (Candidate c : drawn) {
            boolean fits = limits.check(c).fits();
            points.add(point(c, fits ? SearchPoint.Kind.FITS : SearchPoint.Kind.TOO_BIG));
        }
        LikeliestMembers<Genotype> likeliest = new LikeliestMembers<>(relaxation, probabilities);
        for (int looked = 0; looked < LIKELIEST && likeliest.hasNext(); ) {
            List<Genotype> next = new ArrayList<>();
            while (next.size() < BATCH && likeliest.hasNext()) {
                next.add(likeliest.next());
            }
            for (Candidate c : candidates(relaxation.space(), next)) {
                looked++;
                if (limits.check(c).fits()) {
                    console.line("  the "
                            + (looked == 1
                                    ? "likeliest network fits"
                                    : looked + "th likeliest network is" + " the first that fits"));
                    points.add(point(c, SearchPoint.Kind.FINALIST));
                    return new SearchStage.Result(points, List.of(c));
                }
                points.add(point(c, SearchPoint.Kind.TOO_BIG));
            }
        }
        // Among so many of nearly the same size none fits: the largest of those that were drawn.
        var proxy = Objectives.named(job.objectives().get(0)).value();
        Candidate best = drawn.stream()
                .filter(c -> limits.check(c).fits())
                .max(Comparator.comparingDouble(proxy))
                .orElseThrow(() -> new DoesNotFitException("None of the " + points.size()
                        + " likeliest candidates of the space ("
                        + relaxation.space().label()
                        + ") fits.\nMaybe allow a little more SRAM, flash or time, or use another --strategy."));
        points.add(point(best, SearchPoint.Kind.FINALIST));
        return new SearchStage.Result(points, List.of(best));
    }

    /** In parallel; the cost model keeps them. */
    private List<Candidate> candidates(SearchSpace space, List<Genotype> genes) {
        return genes.parallelStream()
                .map(g -> {
                    Network network = space.decode(g);
                    return new Candidate(network, costs.of(network));
                })
                .toList();
    }

    private static SearchPoint point(Candidate c, SearchPoint.Kind kind) {
        return new SearchPoint(c.cost().sramBytes(), c.cost().macs(), kind);
    }
}
