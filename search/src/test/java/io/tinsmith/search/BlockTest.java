package io.tinsmith.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Figures by hand, with 8 channels entering an 8x8 map; the cost of each bias is one parameter. */
class BlockTest {
    private static final long PIXELS = 64;

    private static BlockCost cost(Block block) {
        return BlockCost.of(block, 8, 8);
    }

    private static void costs(Block block, long macs, long weights, long biases, long activations) {
        assertThat(cost(block)).isEqualTo(new BlockCost(macs, weights + biases, activations));
    }

    @Test
    void basic() {
        long conv = 9 * 8 * 8;
        // conv1, conv2, add
        costs(Block.of(BlockKind.BASIC, 8, 3, 1), 2 * PIXELS * conv, 2 * conv, 16, 3 * 8 * PIXELS);
        // 16 channels of 4x4: conv1, conv2, shortcut, add
        costs(
                Block.of(BlockKind.BASIC, 16, 3, 2),
                16 * (9 * 8 * 16 + 9 * 16 * 16 + 8 * 16),
                9 * 8 * 16 + 9 * 16 * 16 + 8 * 16,
                3 * 16,
                4 * 16 * 16);
    }

    @Test
    void bottleneckInGroups() {
        // reduce 8 to 4, 3x3 over 4 channels, restore to 8, add
        long weights = 8 * 4 + 9 * 4 * 4 + 4 * 8;
        Block block = Block.of(BlockKind.BOTTLENECK, 8, 3, 1).withExpansion(2);
        costs(block, PIXELS * weights, weights, 4 + 4 + 8, PIXELS * (4 + 4 + 8 + 8));
        long grouped = 8 * 4 + 9 * 4 * 2 + 4 * 8;
        costs(block.withGroups(2), PIXELS * grouped, grouped, 4 + 4 + 8, PIXELS * (4 + 4 + 8 + 8));
        // Hidden channels are a multiple of the groups: 3 groups make 6 of 4.
        long wider = 8 * 6 + 9 * 6 * 2 + 6 * 8;
        costs(block.withGroups(3), PIXELS * wider, wider, 6 + 6 + 8, PIXELS * (6 + 6 + 8 + 8));
    }

    @Test
    void invertedWithSqueezeAndExcite() {
        // expand 8 to 24, depthwise, project to 8, add
        long weights = 8 * 24 + 9 * 24 + 24 * 8;
        Block block = new Block(8, 3, 3, 1, true);
        costs(block, PIXELS * weights, weights, 24 + 24 + 8, PIXELS * (24 + 24 + 8 + 8));
        // Squeezed to 2: means, squeeze, excite, gate and weights are vectors; the scaled map is one more.
        long inner = 24 * 2 + 2 * 24;
        costs(
                block.withSqueezed(2),
                PIXELS * weights + inner,
                weights + inner,
                24 + 24 + 8 + 2 + 24,
                PIXELS * (24 + 24 + 24 + 8 + 8) + 24 + 2 + 24 + 24 + 24);
        // A hard-swish is an op of its own after each of the two.
        costs(
                block.withActivation(Nonlinearity.HARD_SWISH),
                PIXELS * weights,
                weights,
                24 + 24 + 8,
                PIXELS * (4 * 24 + 8 + 8));
    }

    @Test
    void fused() {
        long weights = 9 * 8 * 16 + 16 * 8;
        costs(
                Block.of(BlockKind.FUSED, 8, 3, 1).withExpansion(2),
                PIXELS * weights,
                weights,
                16 + 8,
                PIXELS * (16 + 8 + 8));
        costs(Block.of(BlockKind.FUSED, 8, 3, 1), PIXELS * 9 * 8 * 8, 9 * 8 * 8, 8, PIXELS * (8 + 8));
    }

    @Test
    void separable() {
        costs(Block.of(BlockKind.SEPARABLE, 16, 3, 2), 16 * (9 * 8 + 8 * 16), 9 * 8 + 8 * 16, 8 + 16, 16 * (8 + 16));
    }

    @Test
    void shuffleV1() {
        // reduce to 4 in 2 groups, shuffled (groups, transpose, back), depthwise, restore in 2 groups, add
        long weights = 8 * 4 / 2 + 9 * 4 + 4 * 8 / 2;
        Block block = Block.of(BlockKind.SHUFFLE_V1, 8, 3, 1).withExpansion(2).withGroups(2);
        costs(block, PIXELS * weights, weights, 4 + 4 + 8, PIXELS * (4 + 3 * 4 + 4 + 8 + 8));
        // Stride 2 to 24 channels: 16 are computed through 12, and 8 averages stand beside.
        long half = 8 * 12 / 2 + 12 * 16 / 2;
        costs(
                Block.of(BlockKind.SHUFFLE_V1, 24, 3, 2).withExpansion(2).withGroups(2),
                PIXELS * 8 * 12 / 2 + 16 * (9 * 12 + 12 * 16 / 2),
                half + 9 * 12,
                12 + 12 + 16,
                PIXELS * 4 * 12 + 16 * (12 + 16 + 8 + 24));
    }

    @Test
    void shuffleV2() {
        // 4 channels pass: left, right, pointwise, depthwise, pointwise, concat, and three of the shuffle
        long weights = 4 * 4 + 9 * 4 + 4 * 4;
        costs(
                Block.of(BlockKind.SHUFFLE_V2, 8, 3, 1),
                PIXELS * weights,
                weights,
                12,
                PIXELS * (4 + 4 + 4 + 4 + 4 + 8 + 3 * 8));
        // Stride 2 to 16: left depthwise and 1x1; right 1x1, depthwise and 1x1
        costs(
                Block.of(BlockKind.SHUFFLE_V2, 16, 3, 2),
                16 * (9 * 8 + 8 * 8) + PIXELS * 8 * 8 + 16 * (9 * 8 + 8 * 8),
                9 * 8 + 8 * 8 + 8 * 8 + 9 * 8 + 8 * 8,
                5 * 8,
                16 * (8 + 8) + PIXELS * 8 + 16 * (8 + 8 + 16 + 3 * 16));
    }

    @Test
    void rejectsWhatAKindCannotHave() {
        assertThatThrownBy(() -> Block.of(BlockKind.BASIC, 8, 3, 1).withExpansion(2))
                .hasMessageContainingAll("basic", "expansion (2)", "Maybe");
        assertThatThrownBy(() -> Block.of(BlockKind.INVERTED, 8, 3, 1).withGroups(2))
                .hasMessageContainingAll("inverted", "groups (2)");
        assertThatThrownBy(() -> Block.of(BlockKind.SHUFFLE_V2, 9, 3, 1)).hasMessageContaining("odd width");
        assertThatThrownBy(() -> cost(Block.of(BlockKind.SHUFFLE_V1, 8, 3, 1).withGroups(3)))
                .hasMessageContainingAll("groups (3)", "do not divide");
    }
}
