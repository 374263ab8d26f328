package io.tinsmith.cli.analysis;

import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.cli.bench.Prediction;
import io.tinsmith.cli.report.FitAdvice;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.graph.GraphRescaler;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks for a network of the same structure that fits: the structure is scaled, planned and predicted as the network itself
 * was. What it would compute is open: it has no weights.
 */
final class SmallerNetworks {
    private static final int SMALLEST_IMAGE = 8;
    /** Widths are tried in parts of so many. */
    private static final int WIDTH_PARTS = 20;

    private static final double[] WIDTHS_OF_BOTH = {0.75, 0.5, 0.25};

    private final Graph structure;
    private final Moves moves;
    private final Limits limits;
    private final LatencyModel times;
    private String refusal = "";

    SmallerNetworks(Graph structure, Moves moves, Limits limits, LatencyModel times) {
        this.structure = structure;
        this.moves = moves;
        this.limits = limits;
        this.times = times;
    }

    /** Whether the input can be made smaller at all. */
    boolean haveImage() {
        return !inputs(new Candidate(structure, 1)).isEmpty();
    }

    /** Why a size could not be tried, of the first of which that is so; empty if all could. */
    String refusal() {
        return refusal;
    }

    /** A scaled structure. */
    private record Candidate(Graph graph, double width) {}

    /** With the largest input found that fits, its sides in proportion. */
    Optional<FitAdvice.Smaller> smallerInput() {
        return largest(inputs(new Candidate(structure, 1)));
    }

    /** With the most channels found that fit. */
    Optional<FitAdvice.Smaller> narrower() {
        List<Candidate> candidates = new ArrayList<>();
        for (int parts = WIDTH_PARTS - 1; parts > 0; parts--) {
            width((double) parts / WIDTH_PARTS).ifPresent(candidates::add);
        }
        return largest(candidates);
    }

    /** Both: of some widths, each with the largest input found, the one that computes most. */
    Optional<FitAdvice.Smaller> both() {
        return Arrays.stream(WIDTHS_OF_BOTH)
                .mapToObj(width -> width(width).flatMap(narrow -> largest(inputs(narrow))))
                .flatMap(Optional::stream)
                .max(Comparator.comparingLong(FitAdvice.Smaller::macs));
    }

    private Optional<Candidate> width(double width) {
        return scaled(() -> GraphRescaler.withWidth(structure, width), width);
    }

    /** Heights below the input's, in multiples of 16 of a large image, of less of a small one. */
    private List<Candidate> inputs(Candidate from) {
        List<Candidate> candidates = new ArrayList<>();
        Graph graph = from.graph();
        if (graph.inputs().size() != 1 || graph.input().shape().rank() != 4) {
            return candidates;
        }
        Shape in = graph.input().shape();
        int step = in.height() > 128 ? 16 : in.height() > 48 ? 8 : 4;
        for (int h = (in.height() - 1) / step * step; h >= SMALLEST_IMAGE; h -= step) {
            int height = h;
            int width = Math.toIntExact(Math.max(1, Math.round((double) in.width() * h / in.height())));
            scaled(() -> GraphRescaler.withImage(graph, height, width), from.width())
                    .ifPresent(candidates::add);
        }
        return candidates;
    }

    /** Empty where an op cannot follow, such as a window larger than its image. */
    private Optional<Candidate> scaled(Supplier<Graph> scaling, double width) {
        try {
            return Optional.of(new Candidate(scaling.get(), width));
        } catch (IllegalArgumentException | ArithmeticException e) {
            refusal = refusal.isEmpty() ? String.valueOf(e.getMessage()) : refusal;
            return Optional.empty();
        }
    }

    /**
     * The first of ever smaller candidates that fits, found by halving: where a smaller one needs more than a larger one, as
     * packing may have it, another than the first.
     */
    private Optional<FitAdvice.Smaller> largest(List<Candidate> candidates) {
        int tooLarge = -1;
        int fits = candidates.size() - 1;
        Optional<FitAdvice.Smaller> best = fits < 0 ? Optional.empty() : fitting(candidates.get(fits));
        while (best.isPresent() && fits - tooLarge > 1) {
            int middle = (tooLarge + fits) / 2;
            Optional<FitAdvice.Smaller> found = fitting(candidates.get(middle));
            if (found.isPresent()) {
                best = found;
                fits = middle;
            } else {
                tooLarge = middle;
            }
        }
        return best;
    }

    private Optional<FitAdvice.Smaller> fitting(Candidate candidate) {
        Graph graph = candidate.graph();
        Schedule schedule = moves.plan(graph, this::fits);
        if (!fits(schedule)) {
            return Optional.empty();
        }
        Prediction memory = Prediction.of(schedule, times.board());
        return Optional.of(new FitAdvice.Smaller(
                GraphShapes.inputs(graph),
                candidate.width(),
                GraphCost.macs(graph),
                GraphCost.parameters(graph),
                memory.sramBytes(),
                memory.flashBytes(),
                times.knows(schedule) ? Math.round(1e3 * times.of(schedule).millis()) : null));
    }

    private boolean fits(Schedule schedule) {
        return limits.fits(schedule, Prediction.of(schedule, times.board()), times);
    }
}
