package io.tinsmith.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.cli.relaxed.BudgetPenalty;
import io.tinsmith.cli.relaxed.MixedNetworks;
import io.tinsmith.codegen.FirmwareGenerator;
import io.tinsmith.codegen.FirmwareOptions;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.MemoryBudget;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.RuntimeFootprint;
import io.tinsmith.search.Candidate;
import io.tinsmith.search.Constraints;
import io.tinsmith.search.CostModel;
import io.tinsmith.search.Genotype;
import io.tinsmith.search.Network;
import io.tinsmith.search.NetworkFamilies;
import io.tinsmith.search.NetworkSpace;
import io.tinsmith.search.Networks;
import io.tinsmith.search.Objectives;
import io.tinsmith.search.Resolution;
import io.tinsmith.search.Search;
import io.tinsmith.search.SearchOptions;
import io.tinsmith.search.SearchResult;
import io.tinsmith.search.SearchSpace;
import io.tinsmith.search.StageSpace;
import io.tinsmith.search.Stem;
import io.tinsmith.search.relaxed.ChainRelaxation;
import io.tinsmith.search.relaxed.ExpectedCost;
import io.tinsmith.search.relaxed.LikeliestMembers;
import io.tinsmith.search.strategy.StrategyKind;
import io.tinsmith.targets.Boards;
import io.tinsmith.training.Augmentation;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.TrainingPlan;
import io.tinsmith.training.relaxed.RelaxationListener;
import io.tinsmith.training.relaxed.RelaxationMethod;
import io.tinsmith.training.relaxed.RelaxationPlan;
import io.tinsmith.training.relaxed.RelaxationTrainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of space with every strategy that proposes, and chains with those that differentiate: a short search, then
 * the best network, with random weights, as firmware that computes on the emulator what the int8 interpreter computes.
 */
class SpacesIT {
    private static final int EVALUATIONS = 60;
    private static final MemoryBudget BUDGET = new MemoryBudget(64_000, 200_000);

    @TempDir
    private Path directory;

    static Stream<Arguments> kindsAndStrategies() {
        return Stream.of("mobile-tiny", "cell-tiny", "trellis-tiny")
                .flatMap(kind -> Arrays.stream(StrategyKind.values()).map(strategy -> Arguments.of(kind, strategy)));
    }

    @ParameterizedTest
    @MethodSource("kindsAndStrategies")
    void whatIsFoundRunsOnTheDevice(String kind, StrategyKind strategy) throws Exception {
        // The second resolution at the least width: small, and not of one pixel at the end.
        List<? extends NetworkSpace<?>> members = NetworkFamilies.builtin(kind).members(1, 10);
        int widths = NetworkFamilies.builtin(kind).widthMultipliers().size();
        requireThatItRuns(best(members.get(widths), strategy));
    }

    /** Differentiable searches: a network of all members is trained a little on noise. */
    @ParameterizedTest
    @EnumSource
    void whatGradientsFindRunsOnTheDevice(RelaxationMethod method) throws Exception {
        List<Integer> expansions = List.of(2, 4);
        List<StageSpace> stages = List.of(
                new StageSpace(List.of(8, 12), 2, List.of(3, 5), expansions, List.of(1, 2)),
                new StageSpace(List.of(16), 2, List.of(3), expansions, List.of(1, 2)));
        SearchSpace space = new SearchSpace(
                "small",
                Resolution.square(16),
                1,
                1,
                10,
                new Stem(1, 3, 1),
                List.of(8),
                List.of(1, 2),
                stages,
                List.of(16, 32));
        ChainRelaxation relaxation = new ChainRelaxation(space, 2);
        CostModel costs = new CostModel(RuntimeFootprint.defaults());
        ExpectedCost<Genotype> expected = new ExpectedCost<>(relaxation, space, costs, Constraints.of(BUDGET));
        TrainingPlan training = new TrainingPlan(2, 16, 0.05, 5, 1e-4, 0.05, new Augmentation(false, 0, 0), 1);
        ImageSet noise = noise(space.resolution(), 32);
        double[][] probabilities = new RelaxationTrainer(
                        RelaxationPlan.standard(method, training, 6), RelaxationListener.none(), Optional.empty())
                .train(MixedNetworks.of(relaxation), new BudgetPenalty(expected, "test", 1, 2), noise, noise);
        LikeliestMembers<Genotype> likeliest = new LikeliestMembers<>(relaxation, probabilities);
        Network network = space.decode(likeliest.next());
        while (!Constraints.of(BUDGET)
                .check(new Candidate(network, costs.of(network)))
                .fits()) {
            network = space.decode(likeliest.next());
        }
        requireThatItRuns(network);
    }

    private static ImageSet noise(int side, int count) {
        byte[] pixels = new byte[count * side * side];
        byte[] labels = new byte[count];
        new SplittableRandom(5).nextBytes(pixels);
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 10);
        }
        return new ImageSet(Shape.of(1, side, side, 1), 10, pixels, labels);
    }

    private void requireThatItRuns(Network network) throws IOException, InterruptedException {
        assertThat(Networks.parse("network.yaml", network.toYaml())).isEqualTo(network);

        Graph graph = RandomInt8Models.fill(network.toGraph(DType.INT8), 3);
        SplittableRandom random = new SplittableRandom(4);
        FirmwareOptions options = FirmwareOptions.of("0".repeat(64))
                .withBudget(BUDGET.sramBytes(), BUDGET.flashBytes())
                .withStackBytes(4096)
                .withTestInputs(List.of(input(graph, random), input(graph, random)));
        PlannerOptions planner = PlannerOptions.quick().with(Fusion.FUSED);
        FirmwareGenerator.generate(
                MemoryPlanner.plan(graph, planner), Boards.byName("netduino-plus-2"), options, directory);
        assertThat(emulate()).as(network.summary()).contains("m-tns-selftest-[pass,2/2]");
    }

    private static <G> Network best(NetworkSpace<G> space, StrategyKind strategy) {
        CostModel costs = new CostModel(RuntimeFootprint.defaults());
        SearchResult result = new Search(costs, Constraints.of(BUDGET), Objectives.all())
                .run(
                        strategy.create(space, 1),
                        space,
                        new SearchOptions(EVALUATIONS, 1, 0, 2),
                        (done, total, score) -> {});
        assertThat(result.finalists()).isNotEmpty();
        Candidate best = result.finalists().get(0).candidate();
        return best.network();
    }

    private static byte[] input(Graph graph, SplittableRandom random) {
        byte[] values = new byte[Math.toIntExact(graph.input().shape().elements())];
        random.nextBytes(values);
        return values;
    }

    private String emulate() throws IOException, InterruptedException {
        Process make = new ProcessBuilder("make", "-j2", "all", "emulate")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(make.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        make.waitFor();
        return output;
    }
}
