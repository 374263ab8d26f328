package io.tinsmith.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.graph.Shape;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpaceFamiliesTest {
    private static final String MIXED = """
            name: mixed
            resolutions: [[12, 8]]
            widthMultipliers: [1.0]
            divisor: 4
            stem: {width: 8, kernel: [4, 3], strides: [1], pool: true, activation: relu}
            stages:
              - width: 16
                stride: 2
                depths: [1, 2]
                blocks:
                  - {kind: basic, kernels: [3]}
                  - {kind: bottleneck, kernels: [3, 5], expansions: [2, 4], groups: [1, 2, 4], excite: [false, true]}
            head: {width: 0}
            """;

    static List<String> names() {
        return SpaceFamilies.builtinNames();
    }

    @ParameterizedTest
    @MethodSource("names")
    void membersStayInTheirSpaceAndInFiles(String name) {
        SplittableRandom random = new SplittableRandom(1);
        List<SearchSpace> members = SpaceFamilies.builtin(name).members(3, 10);
        for (int i = 0; i < 40; i++) {
            SearchSpace space = members.get(random.nextInt(members.size()));
            Genotype a = space.sample(random);
            Genotype b = space.mutate(space.sample(random), 0.5, random);
            Genotype genes = space.crossover(a, b, random);
            assertThat(space.contains(genes)).isTrue();
            assertThat(space.mutate(genes, 0, random)).isEqualTo(genes);
            assertThat(space.fromChoices(space.toChoices(genes))).isEqualTo(genes);
            Architecture network = space.decode(genes);
            Graph graph = network.toGraph(DType.INT8);
            assertThat(graph.output().shape()).isEqualTo(Shape.of(1, 10));
            assertThat(Networks.parse("file", network.toYaml())).isEqualTo(network);
            assertThat(network.distance(network)).isZero();
        }
    }

    @Test
    void mixesKinds() {
        SearchSpace space =
                SpaceFamilies.parse("mixed.yaml", MIXED).members(1, 4).get(0);
        // 1 basic + 2 kernels x 2 expansions x 3 groups x 2 = 25 blocks; depth 1 or 2
        assertThat(space.size()).isEqualTo(25 + 625);
        assertThat(space.label()).isEqualTo("mixed r12x8 w1.0");
        SplittableRandom random = new SplittableRandom(2);
        Set<BlockKind> kinds = EnumSet.noneOf(BlockKind.class);
        for (int i = 0; i < 50; i++) {
            Architecture network = space.decode(space.mutate(space.sample(random), 0.5, random));
            network.blocks().forEach(b -> kinds.add(b.kind()));
            assertThat(network.inputShape()).isEqualTo(Shape.of(1, 12, 8, 1));
            assertThat(network.stem()).isEqualTo(new Stem(8, 4, 3, 1, 1, true, Nonlinearity.RELU));
        }
        assertThat(kinds).containsExactlyInAnyOrder(BlockKind.BASIC, BlockKind.BOTTLENECK);
        assertThat(space.decode(space.smallest()).blocks())
                .containsExactly(Block.of(BlockKind.BOTTLENECK, 16, 3, 2).withGroups(4));
    }

    @Test
    void groupsAreFewerWhereTheyDoNotDivide() {
        Genotype.BlockGenes genes = new Genotype.BlockGenes(BlockKind.SHUFFLE_V1, 3, 2, 4, false, Nonlinearity.RELU);
        assertThat(genes.decode(16, 24, 2, false).groups()).isEqualTo(4); // 8 are computed
        assertThat(genes.decode(18, 24, 2, false).groups()).isEqualTo(3); // 6 are
        assertThat(genes.decode(18, 24, 2, true).groups()).isEqualTo(3);
    }

    /** The networks that this family is for: 100 KB of SRAM and 256 KB of flash leave room for about 210 K parameters. */
    @Test
    void residual32HasNetworksOfFiveToTwentyFiveMillionMacs() {
        SplittableRandom random = new SplittableRandom(3);
        List<Long> macs = new ArrayList<>();
        for (SearchSpace space : SpaceFamilies.builtin("residual-32").members(3, 10)) {
            for (int i = 0; i < 100; i++) {
                Graph graph = space.decode(space.sample(random)).toGraph(DType.INT8);
                if (GraphCost.parameters(graph) <= 210_000) {
                    macs.add(GraphCost.macs(graph));
                }
            }
        }
        assertThat(macs.stream().filter(m -> m >= 5_000_000 && m <= 25_000_000).count())
                .isGreaterThan(macs.size() / 2);
        assertThat(macs).hasSizeGreaterThan(200);
    }

    @Test
    void namesTheLineOfAMistake() {
        rejects(MIXED.replace("kind: basic", "kind: basik"), "line 11", "basik", "bottleneck");
        rejects(MIXED.replace("kernels: [3]}", "kernels: [3], groups: [2]}"), "line 11", "basic", "groups");
        rejects(MIXED.replace("kind: basic", "kind: bottleneck, expansions: [2]"), "line 7", "stands twice");
        rejects(MIXED.replace("[false, true]", "[false, maybe]"), "line 12", "maybe");
        rejects(MIXED.replace("[[12, 8]]", "[[12, 8, 1]]"), "line 2", "not two but 3");
        rejects(MIXED.replace("activation: relu", "activation: elu"), "line 5", "elu", "hard-swish");
    }

    private static void rejects(String text, String... parts) {
        assertThatThrownBy(() -> SpaceFamilies.parse("mixed.yaml", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parts);
    }
}
