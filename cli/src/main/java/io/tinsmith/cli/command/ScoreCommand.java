package io.tinsmith.cli.command;

import io.tinsmith.cli.DoesNotFitException;
import io.tinsmith.cli.ExitCodes;
import io.tinsmith.cli.console.Progress;
import io.tinsmith.cli.design.BoardCosts;
import io.tinsmith.cli.design.Limits;
import io.tinsmith.cli.design.SpaceScores;
import io.tinsmith.cli.design.StageStore;
import io.tinsmith.cli.page.ScorePage;
import io.tinsmith.cli.page.ScoreSummary;
import io.tinsmith.cli.report.ReportJson;
import io.tinsmith.cli.report.ScoreReport;
import io.tinsmith.memory.MemoryBudget;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.search.Constraints;
import io.tinsmith.search.CostModel;
import io.tinsmith.search.NetworkFamily;
import io.tinsmith.search.NetworkSpace;
import io.tinsmith.search.SearchSpace;
import io.tinsmith.search.SpaceFiles;
import io.tinsmith.search.SpaceNarrowing;
import io.tinsmith.search.SpaceScore;
import io.tinsmith.search.SpaceScorer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which search space suits a budget. */
@Command(
        name = "score",
        showDefaultValues = false,
        description = {
            "Scores search spaces by the MACs of the networks that fit a budget, and narrows the best one.",
            "Trains, builds and runs nothing."
        },
        footer = {
            "",
            "Examples:",
            "  tinsmith score --space mobile-224 --sram 120KB --flash 1MB --channels 3 --html score.html",
            "  tinsmith score --space residual-32 --channels 3 --narrow narrow.yaml",
            "  tinsmith design --space narrow.yaml"
        })
public final class ScoreCommand extends TinsmithSubcommand {
    @Mixin
    private BudgetOption budget = new BudgetOption();

    @Option(
            names = "--space",
            paramLabel = "NAME|FILE",
            description = "See: tinsmith spaces. Default: mobile-tiny",
            defaultValue = "mobile-tiny")
    private String space = "mobile-tiny";

    @Option(names = "--channels", paramLabel = "N", description = "Of the images. Default: 1", defaultValue = "1")
    private int channels = 1;

    @Option(names = "--classes", paramLabel = "N", description = "Default: 10", defaultValue = "10")
    private int classes = 10;

    @Mixin
    private ScheduleOption schedule = new ScheduleOption();

    @Mixin
    private InputOption input = new InputOption();

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "Networks to draw from each space. Default: 1000",
            defaultValue = "1000")
    private int samples = 1000;

    @Option(names = "--seed", paramLabel = "N", description = "Of everything random. Default: 1", defaultValue = "1")
    private long seed = 1;

    @Option(
            names = "--narrow",
            paramLabel = "FILE",
            description = "Drop from the best space what does not fit or the best do without, and write it as .yaml.")
    private @Nullable Path narrow;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page with the distributions.")
    private @Nullable Path html;

    @Option(names = "--json", paramLabel = "FILE", description = "Write JSON.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException {
        require(samples >= 20 && samples <= 1_000_000, "--samples (" + samples + ") must be from 20 to 1000000");
        MemoryBudget memory = budget.memory(this);
        NetworkFamily family = asUsage(() -> Models.spaceFamily(space));
        List<? extends NetworkSpace<?>> members = asUsage(() -> family.members(channels, classes));
        if (narrow != null) {
            requireChains(members);
        }
        CostModel costs =
                BoardCosts.of(budget.board(), budget.times(), schedule.moves(input.byRows()), PlannerOptions.quick());
        Constraints limits = Limits.of(budget.board(), memory, budget.latency());
        SpaceScores scoring = new SpaceScores(costs, limits, samples, seed);
        List<SpaceScore> scores;
        try (Progress progress = console().progress("spaces", members.size())) {
            scores = scoring.scores(members, progress::to);
        }
        SpaceScore best = SpaceScorer.winner(scores)
                .orElseThrow(() -> new DoesNotFitException("None of the " + samples + " samples of any space of ("
                        + space + ") fits.\nMaybe raise --sram, --flash or --latency, or give another --space."));
        Optional<SearchSpace> chain =
                Optional.of(best.space()).filter(s -> narrow != null).map(SearchSpace.class::cast);
        Optional<SearchSpace> less = chain.flatMap(scoring::narrowed);
        List<ScoreReport.Member> rows = new ArrayList<>();
        for (SpaceScore score : scores) {
            rows.add(SpaceScores.member(score, score.equals(best)));
        }
        ScoreReport report = new ScoreReport(
                family.name(),
                budget.board().name(),
                memory.sramBytes(),
                memory.flashBytes(),
                budget.latency().map(l -> l.toNanos() / 1e6).orElse(null),
                samples,
                seed,
                rows,
                less.map(l -> scoring.compare(chain.orElseThrow(), l)).orElse(null));
        console().lines(ScoreSummary.lines(report));
        write(html, ScorePage.render(report));
        write(json, ReportJson.write(report));
        if (chain.isPresent()) {
            write(narrow, narrowed(chain.get(), less));
        }
        return ExitCodes.OK;
    }

    private void requireChains(List<? extends NetworkSpace<?>> members) {
        if (!members.stream().allMatch(SearchSpace.class::isInstance)) {
            throw new ParameterException(
                    spec().commandLine(),
                    "The space (" + space
                            + ") cannot be narrowed: only chains of blocks can.\nMaybe leave --narrow out.");
        }
    }

    private String narrowed(SearchSpace chain, Optional<SearchSpace> less) {
        SearchSpace found = less.orElseThrow(() -> new DoesNotFitException("Fewer than "
                + SpaceNarrowing.LEAST_SURVIVORS + " of " + samples + " samples of the space (" + chain.label()
                + ") fit: too few to say what to drop.\nMaybe raise --samples."));
        return SpaceFiles.format(
                found, chain.name() + "-narrow", chain.label() + " narrowed to its best members that fit");
    }

    private static void write(@Nullable Path file, String text) throws IOException {
        if (file != null) {
            StageStore.write(file, text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
