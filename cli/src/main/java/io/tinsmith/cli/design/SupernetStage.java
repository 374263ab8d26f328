package io.tinsmith.cli.design;

import io.tinsmith.cli.console.Progress;
import io.tinsmith.cli.report.SearchPoint;
import io.tinsmith.cli.supernet.Supernets;
import io.tinsmith.graph.Graph;
import io.tinsmith.search.Architecture;
import io.tinsmith.search.Candidate;
import io.tinsmith.search.NetworkSpace;
import io.tinsmith.search.SearchSpace;
import io.tinsmith.training.InitialWeights;
import io.tinsmith.training.TrainingPlans;
import io.tinsmith.training.supernet.Subnet;
import io.tinsmith.training.supernet.SupernetSpace;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Trains a supernet of the search's best candidates and ranks them by their accuracy with its weights, which the finalists
 * inherit. How much is trained follows from planned seconds and the nominal cost.
 */
final class SupernetStage {
    /** Of the search, best by its objective and apart from each other. */
    static final int CANDIDATES = 24;

    static final int FINALISTS = 4;

    // Where there is the time: so many epochs, of a part of the images if need be, so that a stopped one loses little.
    private static final int EPOCHS = 5;
    private static final int LEAST_IMAGES = 2_560;
    // Without oneDNN: 0.85 was measured where ops are small, in mobile-tiny r16 w0.35; large convolutions take twice as
    // long.
    private static final double SLOWER = 1.5;
    private static final double FORWARD = 1.0 / 3;

    private final RunContext run;
    private final double seconds;

    /**
     * What a finalist has of the supernet.
     *
     * @param accuracy share of validation images classified right with shared weights, 0 to 1
     */
    record Inherited(double accuracy, InitialWeights weights) {}

    SupernetStage(RunContext run, double seconds) {
        this.run = run;
        this.seconds = seconds;
    }

    /** What the finalist of an index, from 0, has of a supernet; empty where there is none. */
    static Optional<Inherited> inherited(StageStore store, int finalist) throws IOException {
        return store.get(inheritedName(finalist), Inherited.class);
    }

    static String inheritedName(int finalist) {
        return "inherited-" + (finalist + 1);
    }

    /**
     * The ranking.
     *
     * @param space of a family that is supported
     * @param searched its finalists are the candidates
     */
    SearchStage.Result run(NetworkSpace<?> space, SearchStage.Result searched)
            throws IOException, InterruptedException {
        SupernetSpace all = Supernets.space(List.of((SearchSpace) space));
        List<Subnet> candidates = searched.finalists().stream()
                .map(c -> Supernets.subnet(all, (Architecture) c.network()).orElseThrow())
                .toList();
        SupernetSpace narrowed = all.narrowedTo(candidates);
        TrainingAmounts amounts = amounts(
                seconds,
                narrowed,
                scoringImages(candidates.size()),
                run.speed(),
                TrainingData.trainCount(run.dataset()));
        SupernetWork work = new SupernetWork(
                run.job().dataset(), narrowed, candidates, amounts, run.job().seed());
        SupernetWork.Ranking ranking = run.store().getOrRun(SupernetProcess.RESULT, SupernetWork.Ranking.class, () -> {
            try (Progress progress = run.console().progress("supernet", work.images())) {
                return SupernetProcess.run(work, run.store(), progress);
            }
        });
        run.console()
                .line(String.format(
                        Locale.ROOT,
                        "  %d candidates have %.2f to %.2f %% with shared weights",
                        candidates.size(),
                        100 * ranking.accuracies().stream().reduce(1.0, Math::min),
                        100 * ranking.accuracies().stream().reduce(0.0, Math::max)));
        return result(
                searched, ranking.best().stream().map(searched.finalists()::get).toList());
    }

    /** As searched, with the other finalists. */
    private static SearchStage.Result result(SearchStage.Result searched, List<Candidate> finalists) {
        List<SearchPoint> points = searched.points().stream()
                .map(p -> p.kind() != SearchPoint.Kind.FINALIST || isOf(finalists, p)
                        ? p
                        : new SearchPoint(p.sramBytes(), p.macs(), SearchPoint.Kind.FITS))
                .toList();
        return new SearchStage.Result(points, finalists);
    }

    private static boolean isOf(List<Candidate> finalists, SearchPoint point) {
        return finalists.stream()
                .anyMatch(c -> c.cost().macs() == point.macs() && c.cost().sramBytes() == point.sramBytes());
    }

    private long scoringImages(int candidates) {
        int held = TrainingData.validationCount(run.dataset());
        int seen = TrainingData.trainCount(run.dataset());
        return (long) candidates * (Math.min(SupernetWork.CLASSIFIED, held) + Math.min(SupernetWork.CALIBRATED, seen));
    }

    /**
     * What fits the seconds.
     *
     * @param scoringImages that the candidates see after the training, all together
     * @param available images of the training set
     */
    static TrainingAmounts amounts(
            double seconds, SupernetSpace space, long scoringImages, TrainingSpeed speed, int available) {
        Graph structure = space.largest().structure(space);
        double largest = SLOWER * speed.secondsPerImage(structure);
        double smallest = SLOWER * speed.secondsPerImage(space.smallest().structure(space));
        double mean = (largest + smallest) / 2;
        // In a fifth of the epochs the largest alone, then with the smallest and two random ones.
        double perImage = largest + 0.8 * (smallest + 2 * mean);
        // The child process begins as a training does, and reads the data set anew.
        double rest = 2 * speed.startSeconds(structure) + scoringImages * FORWARD * mean;
        long affordable = (long) ((seconds - rest) / perImage);
        int images = (int) Math.min(available, Math.max(LEAST_IMAGES, affordable / EPOCHS));
        long epochs = Math.min(TrainingPlans.mostEpochs(images), affordable / Math.max(1, images));
        return new TrainingAmounts(images, (int) Math.max(1, epochs));
    }
}
