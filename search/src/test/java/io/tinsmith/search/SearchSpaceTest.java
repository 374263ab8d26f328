package io.tinsmith.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.memory.RuntimeFootprint;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
    private static final String SMALL = """
            name: small
            resolutions: [8]
            widthMultipliers: [0.5]
            divisor: 4
            stem: {width: 8, strides: [1, 2]}
            stages:
              - {width: 16, widthFactors: [0.4, 0.5, 1.0], stride: 2, kernels: [3, 5], expansions: [1, 2], depths: [1, 2]}
            head: {width: 0}
            """;
    private final SearchSpace small =
            SpaceFamilies.parse("small.yaml", SMALL).members(1, 3).get(0);

    @Test
    void sizeCountsDistinctNetworks() {
        // Widths: 16*0.5*{0.4, 0.5, 1} = {3.2, 4, 8} -> {4, 4, 8}; so 2 widths x (4 + 16) blocks x 2 strides.
        assertThat(small.size()).isEqualTo(BigInteger.valueOf(2 * 20 * 2));
        SplittableRandom random = new SplittableRandom(1);
        Set<Architecture> seen = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            seen.add(small.decode(small.sample(random)));
        }
        assertThat(seen).hasSize(80);
    }

    @Test
    void operationsStayInTheSpace() {
        for (SearchSpace space : SpaceFamilies.builtin("mobile-tiny").members(1, 10)) {
            SplittableRandom random = new SplittableRandom(2);
            Genotype a = space.sample(random);
            for (int i = 0; i < 50; i++) {
                Genotype b = space.mutate(space.sample(random), 0.3, random);
                assertThat(space.contains(b)).isTrue();
                a = space.crossover(a, b, random);
                assertThat(space.contains(a)).isTrue();
            }
            assertThat(space.mutate(a, 0, random)).isEqualTo(a);
            assertThat(space.crossover(a, a, random)).isEqualTo(a);
            assertThat(space.contains(space.smallest())).isTrue();
        }
    }

    @Test
    void choicesAreGenes() {
        SearchSpace space = SpaceFamilies.builtin("mobile-tiny").members(1, 10).get(7);
        // Stem width and stride, three stages of width, depth and (kernel, expansion) of three blocks, head width.
        assertThat(space.choices()).hasSize(2 + 3 * (2 + 2 * 3) + 1);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 200; i++) {
            Genotype genes = space.sample(random);
            assertThat(space.fromChoices(space.toChoices(genes))).isEqualTo(genes);
            List<Integer> vector =
                    space.choices().stream().map(c -> random.nextInt(c.size())).toList();
            assertThat(space.contains(space.fromChoices(vector))).isTrue();
        }
        assertThatThrownBy(() -> space.fromChoices(List.of(0, 0)))
                .hasMessageContaining("Maybe it is of another space.");
    }

    @Test
    void nothingIsSmallerThanTheSmallest() {
        CostModel costs = new CostModel(RuntimeFootprint.defaults());
        for (SearchSpace space : SpaceFamilies.builtin("mobile-tiny").members(1, 10)) {
            SplittableRandom random = new SplittableRandom(3);
            Cost least = costs.of(space.decode(space.smallest()));
            for (int i = 0; i < 100; i++) {
                Cost cost = costs.of(space.decode(space.sample(random)));
                assertThat(cost.sramBytes()).isGreaterThanOrEqualTo(least.sramBytes());
                assertThat(cost.flashBytes()).isGreaterThanOrEqualTo(least.flashBytes());
                assertThat(cost.macs()).isGreaterThanOrEqualTo(least.macs());
            }
        }
    }

    @Test
    void mobileTinyRangesFromATenthToTwentyMillionMacs() {
        CostModel costs = new CostModel(RuntimeFootprint.defaults());
        List<SearchSpace> members = SpaceFamilies.builtin("mobile-tiny").members(1, 10);
        assertThat(members).hasSize(20);
        SplittableRandom random = new SplittableRandom(4);
        long least = Long.MAX_VALUE;
        long most = 0;
        for (SearchSpace space : members) {
            for (int i = 0; i < 200; i++) {
                long macs = costs.of(space.decode(space.sample(random))).macs();
                least = Math.min(least, macs);
                most = Math.max(most, macs);
            }
        }
        assertThat(least).isLessThan(100_000);
        assertThat(most).isBetween(10_000_000L, 25_000_000L);
    }

    @Test
    void tinyNasFamilyHas108Spaces() {
        assertThat(SpaceFamilies.builtin("mobile-224").members(3, 1000)).hasSize(108);
    }

    @Test
    void tinyNasFamilyHasTheWidthsOfMcuNetAtOneHalf() {
        // The widths of the published mcunet-vww1: stem 16, then 8, 16, 24, 40, 48, 96, 160. The head is not scaled.
        SearchSpace half = SpaceFamilies.builtin("mobile-224").members(3, 100).stream()
                .filter(s -> s.resolution() == 144 && s.widthMultiplier() == 0.5)
                .findFirst()
                .orElseThrow();
        assertThat(half.stemWidths()).containsExactly(16);
        assertThat(half.stages()).extracting(s -> s.widths().get(0)).containsExactly(8, 16, 24, 40, 48, 96, 160);
        assertThat(half.headWidths()).containsExactly(1280);
    }

    @Test
    void namesTheLineOfAMistake() {
        rejects(SMALL.replace("depths: [1, 2]", "depths: []"), "line 7", "depths is empty");
        rejects(SMALL.replace("kernels: [3, 5]", "kernels: [3, 4]"), "line 7", "kernels (4)", "even");
        rejects(SMALL.replace("divisor: 4", "divider: 4"), "line 4", "divider", "unknown");
        rejects(SMALL.replace("[0.5]", "[half]"), "line 3", "half", "not a number");
        rejects(SMALL.replace("strides: [1, 2]", "strides: 1"), "line 5", "strides must be a list");
        assertThatThrownBy(() -> SpaceFamilies.builtin("nope")).hasMessageContaining("mobile-tiny");
    }

    private static void rejects(String text, String... parts) {
        assertThatThrownBy(() -> SpaceFamilies.parse("small.yaml", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parts);
    }
}
