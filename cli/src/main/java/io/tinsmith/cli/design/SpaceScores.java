package io.tinsmith.cli.design;

import io.tinsmith.cli.report.ScoreReport;
import io.tinsmith.cli.report.SpaceRow;
import io.tinsmith.search.BlockSpace;
import io.tinsmith.search.Constraints;
import io.tinsmith.search.CostModel;
import io.tinsmith.search.NetworkSpace;
import io.tinsmith.search.Nonlinearity;
import io.tinsmith.search.SearchSpace;
import io.tinsmith.search.SpaceNarrowing;
import io.tinsmith.search.SpaceScore;
import io.tinsmith.search.SpaceScorer;
import io.tinsmith.search.StageSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Scores the spaces of a family under limits, and narrows one. */
public final class SpaceScores {
    private static final double NORMAL_95 = 1.96;

    private final CostModel costs;
    private final Constraints limits;
    private final int samples;
    private final long seed;
    private final int threads = Runtime.getRuntime().availableProcessors();

    public SpaceScores(CostModel costs, Constraints limits, int samples, long seed) {
        this.costs = costs;
        this.limits = limits;
        this.samples = samples;
        this.seed = seed;
    }

    /** Scores of all spaces, best first. */
    public List<SpaceScore> scores(List<? extends NetworkSpace<?>> spaces, IntConsumer done) {
        return new SpaceScorer(costs, limits, threads).score(spaces, samples, seed, done);
    }

    /** The space without what does not fit or the best do without; nothing where too few samples fit. */
    public Optional<SearchSpace> narrowed(SearchSpace space) {
        return new SpaceNarrowing(costs, limits, threads).narrow(space, samples, seed);
    }

    /** Both scored anew, by samples that the narrowing has not seen. */
    public ScoreReport.Narrowed compare(SearchSpace before, SearchSpace after) {
        SpaceScorer scorer = new SpaceScorer(costs, limits, threads);
        SpaceScore old =
                scorer.score(List.of(before), samples, seed + 1, done -> {}).get(0);
        SpaceScore narrow =
                scorer.score(List.of(after), samples, seed + 1, done -> {}).get(0);
        return new ScoreReport.Narrowed(member(old, false), member(narrow, true), changes(before, after));
    }

    /** A score as the report has it. */
    public static ScoreReport.Member member(SpaceScore score, boolean chosen) {
        NetworkSpace<?> space = score.space();
        SpaceRow row = new SpaceRow(
                space.label(), score.samples(), score.survivors(), score.score(), chosen, score.survivorMacs());
        return new ScoreReport.Member(
                row,
                space.resolution(),
                space.widthMultiplier(),
                space.size().toString(),
                score.meanMacs(),
                NORMAL_95 * score.standardError(),
                percentile(score, 0.1),
                percentile(score, 0.5),
                percentile(score, 0.9));
    }

    private static long percentile(SpaceScore score, double p) {
        return score.survivors() == 0 ? 0 : score.percentileMacs(p);
    }

    private static List<ScoreReport.Change> changes(SearchSpace before, SearchSpace after) {
        Map<String, String> old = choices(before);
        Map<String, String> left = choices(after);
        List<ScoreReport.Change> changes = new ArrayList<>();
        old.forEach((choice, values) -> {
            String now = left.getOrDefault(choice, "none");
            if (!now.equals(values)) {
                changes.add(new ScoreReport.Change(choice, values, now));
            }
        });
        return changes;
    }

    /** The values of each choice as text, by its name. */
    private static Map<String, String> choices(SearchSpace space) {
        Map<String, String> choices = new LinkedHashMap<>();
        put(choices, "stem width", space.stemWidths());
        put(choices, "stem stride", space.stemStrides());
        for (int i = 0; i < space.stages().size(); i++) {
            StageSpace stage = space.stages().get(i);
            String name = "stage " + (i + 1) + " ";
            put(choices, name + "width", stage.widths());
            put(choices, name + "depth", stage.depths());
            boolean mixed = space.stages().stream().anyMatch(s -> s.blocks().size() > 1);
            for (BlockSpace block : stage.blocks()) {
                String of = name + (mixed ? block.kind().text() + " " : "");
                put(choices, of + "kernel", block.kernels());
                put(choices, of + "expansion", block.expansions());
                put(choices, of + "groups", block.groups());
                put(choices, of + "excite", block.excite());
                put(
                        choices,
                        of + "activation",
                        block.activations().stream().map(Nonlinearity::text).toList());
            }
        }
        put(choices, "head width", space.headWidths());
        return choices;
    }

    private static void put(Map<String, String> choices, String name, List<?> values) {
        String text = values.toString();
        choices.put(name, text.substring(1, text.length() - 1).replace(".0", ""));
    }
}
