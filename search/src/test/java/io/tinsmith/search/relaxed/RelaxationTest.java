package io.tinsmith.search.relaxed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.memory.MemoryBudget;
import io.tinsmith.memory.RuntimeFootprint;
import io.tinsmith.search.Architecture;
import io.tinsmith.search.Candidate;
import io.tinsmith.search.Choice;
import io.tinsmith.search.Constraints;
import io.tinsmith.search.CostModel;
import io.tinsmith.search.Genotype;
import io.tinsmith.search.SearchSpace;
import io.tinsmith.search.SpaceFamilies;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelaxationTest {
    private static final MemoryBudget BUDGET = new MemoryBudget(48_000, 52_000);

    private final SearchSpace space =
            SpaceFamilies.builtin("mobile-tiny").members(1, 10).get(7);
    private final ChainRelaxation relaxation = new ChainRelaxation(space, 1);
    private final CostModel costs = new CostModel(RuntimeFootprint.defaults());

    @ParameterizedTest
    @ValueSource(strings = {"mobile-tiny", "mixed-tiny", "shuffle-tiny", "ds-cnn", "residual-32"})
    void partsMakeTheWhole(String name) {
        SearchSpace any = SpaceFamilies.builtin(name).members(1, 10).get(1);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10; i++) {
            Architecture network = any.decode(any.sample(random));
            List<Graph> parts = network.parts(DType.FLOAT32);
            Graph whole = network.toGraph(DType.FLOAT32);
            assertThat(parts.stream().mapToLong(GraphCost::macs).sum()).isEqualTo(GraphCost.macs(whole));
            assertThat(parts.stream().mapToLong(GraphCost::parameters).sum()).isEqualTo(GraphCost.parameters(whole));
            for (int p = 1; p < parts.size(); p++) {
                assertThat(parts.get(p).input().shape())
                        .isEqualTo(parts.get(p - 1).output().shape());
            }
        }
    }

    @Test
    void everyMemberOfOneStrideIsAVectorOfOptions() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 100; i++) {
            List<Integer> options = relaxation.choices().stream()
                    .map(c -> random.nextInt(c.size()))
                    .toList();
            Genotype genes = relaxation.decode(options);
            assertThat(space.contains(genes)).isTrue();
            assertThat(genes.stemStride()).isEqualTo(1);
        }
        assertThat(relaxation.alternatives(0)).hasSize(8);
        assertThatThrownBy(() -> new ChainRelaxation(space, 3)).hasMessageContaining("(3)");
    }

    @Test
    void membersComeInTheOrderOfTheirProbability() {
        double[][] probabilities = drawn(3);
        LikeliestMembers<Genotype> members = new LikeliestMembers<>(relaxation, probabilities);
        List<Integer> best = Arrays.stream(probabilities).map(p -> argmax(p)).toList();
        Genotype first = members.next();
        assertThat(first).isEqualTo(relaxation.decode(best));
        Set<Genotype> seen = new HashSet<>(List.of(first));
        double last = probability(first, probabilities);
        for (int i = 0; i < 500; i++) {
            Genotype next = members.next();
            assertThat(seen.add(next)).isTrue();
            double now = probability(next, probabilities);
            assertThat(now).isLessThanOrEqualTo(last * (1 + 1e-9));
            last = now;
        }
    }

    @Test
    void allMembersOfASmallSpaceComeOnce() {
        SearchSpace family = SpaceFamilies.builtin("ds-cnn").members(1, 2).get(0);
        SearchSpace small = new SearchSpace(
                "small",
                family.inputSize(),
                1,
                1,
                2,
                family.stem(),
                List.of(8),
                family.stemStrides(),
                family.stages().subList(0, 1),
                List.of(0));
        ChainRelaxation all = new ChainRelaxation(small, small.stemStrides().get(0));
        double[][] even = all.choices().stream().map(RelaxationTest::even).toArray(double[][]::new);
        LikeliestMembers<Genotype> members = new LikeliestMembers<>(all, even);
        Set<Genotype> seen = new HashSet<>();
        while (members.hasNext()) {
            seen.add(members.next());
        }
        assertThat(seen).hasSize(small.size().intValueExact());
    }

    @Test
    void theModelExpectsWhatDrawnNetworksCost() {
        double[][] probabilities = drawn(4);
        ExpectedCost<Genotype> expected = expectedCost();
        expected.fit(probabilities, 500, 1, 2);
        double[] parts = expected.expected(probabilities);

        ExpectedCost<Genotype> other = expectedCost();
        List<Candidate> fresh = other.fit(probabilities, 500, 2, 1);
        double sram =
                fresh.stream().mapToLong(c -> c.cost().sramBytes()).average().orElseThrow();
        double flash =
                fresh.stream().mapToLong(c -> c.cost().flashBytes()).average().orElseThrow();
        // A tenth of the draws is from all options alike, so that the means differ a little.
        assertThat(parts[0]).isCloseTo(sram / BUDGET.sramBytes(), within(0.1 * parts[0]));
        assertThat(parts[1]).isCloseTo(flash / BUDGET.flashBytes(), within(0.1 * parts[1]));
        other.fit(probabilities, 500, 1, 1);
        assertThat(other.expected(probabilities)).isEqualTo(parts);
    }

    @Test
    void thePenaltyLeadsToNetworksThatFit() {
        ExpectedCost<Genotype> expected = expectedCost();
        double[][] weights =
                relaxation.choices().stream().map(c -> new double[c.size()]).toArray(double[][]::new);
        double first = 0;
        for (int round = 0; round < 10; round++) {
            expected.fit(softmax(weights), 300, round, 2);
            first = round == 0 ? expected.expected(softmax(weights))[1] : first;
            for (int step = 0; step < 20; step++) {
                double[][] p = softmax(weights);
                double[][] gradient =
                        Arrays.stream(p).map(c -> new double[c.length]).toArray(double[][]::new);
                expected.penalty(p, gradient);
                for (int c = 0; c < p.length; c++) {
                    double mean = 0;
                    for (int o = 0; o < p[c].length; o++) {
                        mean += p[c][o] * gradient[c][o];
                    }
                    for (int o = 0; o < p[c].length; o++) {
                        weights[c][o] -= p[c][o] * (gradient[c][o] - mean);
                    }
                }
            }
        }
        double[][] found = softmax(weights);
        expected.fit(found, 300, 99, 2);
        double[] parts = expected.expected(found);
        assertThat(first).isGreaterThan(1.05);
        assertThat(Math.max(parts[0], parts[1])).isBetween(0.9, 1.0);
    }

    private ExpectedCost<Genotype> expectedCost() {
        return new ExpectedCost<>(relaxation, space, costs, Constraints.of(BUDGET));
    }

    private double[][] drawn(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return relaxation.choices().stream()
                .map(c -> normalized(random.doubles(c.size(), 0.1, 1).toArray()))
                .toArray(double[][]::new);
    }

    /** Of genes that others switch off, the likeliest. */
    private double probability(Genotype genes, double[][] probabilities) {
        double product = 1;
        int c = 0;
        product *= probabilities[c++][space.stemWidths().indexOf(genes.stemWidth())];
        for (int s = 0; s < space.stages().size(); s++) {
            Genotype.Stage stage = genes.stages().get(s);
            List<Integer> depths = space.stages().get(s).depths();
            product *= probabilities[c++][space.stages().get(s).widths().indexOf(stage.width())];
            product *= probabilities[c++][depths.indexOf(stage.blocks().size())];
            for (int i = 0; i < depths.get(depths.size() - 1); i++) {
                double[] p = probabilities[c++];
                product *= i < stage.blocks().size()
                        ? p[relaxation.alternatives(s).indexOf(stage.blocks().get(i))]
                        : p[argmax(p)];
            }
        }
        return product * probabilities[c][space.headWidths().indexOf(genes.headWidth())];
    }

    private static double[] even(Choice choice) {
        double[] out = new double[choice.size()];
        Arrays.fill(out, 1.0 / out.length);
        return out;
    }

    private static int argmax(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    private static double[][] softmax(double[][] weights) {
        return Arrays.stream(weights)
                .map(w -> normalized(Arrays.stream(w).map(Math::exp).toArray()))
                .toArray(double[][]::new);
    }

    private static double[] normalized(double[] values) {
        double sum = Arrays.stream(values).sum();
        return Arrays.stream(values).map(v -> v / sum).toArray();
    }
}
