package io.tinsmith.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.codegen.FirmwareGenerator;
import io.tinsmith.codegen.FirmwareOptions;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.MemoryBudget;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.RuntimeFootprint;
import io.tinsmith.search.Candidate;
import io.tinsmith.search.Constraints;
import io.tinsmith.search.CostModel;
import io.tinsmith.search.Network;
import io.tinsmith.search.NetworkFamilies;
import io.tinsmith.search.NetworkSpace;
import io.tinsmith.search.Networks;
import io.tinsmith.search.Objectives;
import io.tinsmith.search.Search;
import io.tinsmith.search.SearchOptions;
import io.tinsmith.search.SearchResult;
import io.tinsmith.search.strategy.StrategyKind;
import io.tinsmith.targets.Boards;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of space with every strategy: a short search, then the best network, with random weights, as firmware that
 * computes on the emulator what the int8 interpreter computes.
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
        Network network = best(members.get(widths), strategy);
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
