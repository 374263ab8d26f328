package io.tinsmith.search.trellis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Shape;
import io.tinsmith.search.NetworkFamilies;
import io.tinsmith.search.NetworkFamily;
import io.tinsmith.search.NetworkSpace;
import io.tinsmith.search.NetworkSpaceTester;
import io.tinsmith.search.cell.LayerOp;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrellisSpaceTest extends NetworkSpaceTester<TrellisGenes> {
    private static final String SMALL = """
            kind: trellis
            name: small
            resolutions: [8]
            widthMultipliers: [1.0]
            stem: {strides: [2]}
            widths: [4, 8]
            layers: 2
            operations: [conv-3x3, identity]
            head: {width: 0}
            """;

    @Override
    protected TrellisSpace space() {
        return ((TrellisFamily) NetworkFamilies.builtin("trellis-tiny"))
                .members(1, 10)
                .get(4);
    }

    @Override
    protected TrellisSpace small() {
        return parse(SMALL).members(1, 3).get(0);
    }

    @Override
    protected boolean contains(NetworkSpace<TrellisGenes> space, TrellisGenes genes) {
        return ((TrellisSpace) space).contains(genes);
    }

    @Test
    void pixelsComeWithAFamilyOfTheirOwn() {
        NetworkFamily family = NetworkFamilies.builtin(NetworkFamilies.PIXELS);
        assertThat(family.task()).isEqualTo(Task.PIXELS);
        assertThat(NetworkFamilies.builtin("trellis-tiny").task()).isEqualTo(Task.IMAGE);
        assertThat(NetworkFamilies.builtin("mobile-tiny").task()).isEqualTo(Task.IMAGE);
        SplittableRandom random = new SplittableRandom(1);
        for (TrellisSpace space : ((TrellisFamily) family).members(3, 4)) {
            Graph graph = space.decode(space.sample(random)).toGraph(DType.INT8);
            assertThat(graph.output().shape()).isEqualTo(Shape.of(1, space.resolution(), space.resolution(), 4));
        }
    }

    @Test
    void sizeCountsWaysThatLeaveNoNodeOut() {
        // Layer 1, from level 0 alone: level 0, level 1 or both: one way each. Layer 2, from one level: the same three;
        // from both: to one level 1 way (both read); to both the 2 x 2 ways less those that leave a source out:
        // 3 * 3 subsets less 1 + 1 = 7. Operations: 2 for each node.
        int one = 2 + 2 + 4;
        int fromBoth = 2 + 2 + 7 * 4;
        assertThat(small().size()).isEqualTo(BigInteger.valueOf((2 + 2) * one + 4 * fromBoth));
    }

    @Test
    void singlePathsAreCountedAsPaths() {
        // Three layers, levels 0 to 2, one node each: 0 -> {0, 1} -> {0, 1, 2}: 2 + 3 paths of two steps; then from 0
        // two,
        // from 1 three, from 2 two: 2 * 2 + 2 * 3 + 1 * 2 = 12. Two operations at each of three nodes.
        TrellisSet set = new TrellisSet(3, 3, 1, List.of(LayerOp.IDENTITY, LayerOp.CONV_3X3));
        assertThat(set.size()).isEqualTo(BigInteger.valueOf(12 * 8));
        SplittableRandom random = new SplittableRandom(1);
        Set<Trellis> seen = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            seen.add(set.sample(random));
        }
        assertThat(seen).hasSize(96);
    }

    @Test
    void namesTheLineOfAMistake() {
        rejects(SMALL.replace("[8]", "[10]"), "resolution (10)", "multiple of 4", "Maybe use 8");
        rejects(SMALL.replace("conv-3x3, identity", "conv-3x3, id"), "line 8", "op (id)", "identity");
        rejects(SMALL.replace("layers: 2", "layers: 0"), "line 7", "layers (0)");
        rejects(SMALL.replace("layers: 2", "layers: 2\ntask: pixel"), "line 8", "task (pixel)", "image, pixels");
        rejects(SMALL.replace("layers: 2", "layers: 2\nbranches: 3"), "branches (3)");
    }

    private static TrellisFamily parse(String text) {
        return (TrellisFamily) NetworkFamilies.parse("small.yaml", text);
    }

    private static void rejects(String text, String... parts) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parts);
    }
}
