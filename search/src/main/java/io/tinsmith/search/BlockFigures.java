package io.tinsmith.search;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import java.util.List;

/**
 * A block beside others of the same width, in int8.
 *
 * @param name for people
 * @param layerPeakBytes arena of the block alone, its input and output in it, layer by layer
 * @param fusedPeakBytes the same of the schedule that needs least
 * @param movedBytes weights, biases, and what each op reads and writes, once
 */
public record BlockFigures(
        String name, Block block, BlockCost cost, long layerPeakBytes, long fusedPeakBytes, long movedBytes) {
    /** Multiply-accumulates for each byte moved: the higher, the less memory is what takes the time. */
    public double intensity() {
        return (double) cost.macs() / movedBytes;
    }

    /** Of a block on a square map, with stride 1 between equal widths. */
    public static BlockFigures of(String name, Block block, int side) {
        Graph graph = BlockCost.graph(block, Resolution.square(side), block.width(), DType.INT8);
        long moved = 0;
        for (Op op : graph.ops()) {
            moved += graph.tensor(op.output()).bytes();
            for (int input : op.inputs()) {
                moved += graph.tensor(input).bytes();
            }
        }
        return new BlockFigures(
                name,
                block,
                BlockCost.of(block, side, block.width()),
                peak(graph, Fusion.LAYER),
                peak(graph, Fusion.FUSED),
                moved);
    }

    /** One of each kind, with the settings of its paper, as far as {@code width} is divisible by 8. */
    public static List<BlockFigures> compare(int width, int side) {
        Block inverted = new Block(width, 3, 6, 1, true);
        Block bottleneck = Block.of(BlockKind.BOTTLENECK, width, 3, 1);
        return List.of(
                of("basic (ResNet)", Block.of(BlockKind.BASIC, width, 3, 1), side),
                of("bottleneck (ResNet)", bottleneck, side),
                of("bottleneck, 4 groups (ResNeXt)", bottleneck.withExpansion(2).withGroups(4), side),
                of("separable (MobileNetV1)", Block.of(BlockKind.SEPARABLE, width, 3, 1), side),
                of("inverted (MobileNetV2)", inverted, side),
                of("inverted, excited (MobileNetV3)", inverted.withSqueezed(Math.max(1, width / 4)), side),
                of(
                        "fused (EfficientNetV2)",
                        Block.of(BlockKind.FUSED, width, 3, 1).withExpansion(4),
                        side),
                of(
                        "shuffle, 2 groups (ShuffleNetV1)",
                        Block.of(BlockKind.SHUFFLE_V1, width, 3, 1).withGroups(2),
                        side),
                of("shuffle (ShuffleNetV2)", Block.of(BlockKind.SHUFFLE_V2, width, 3, 1), side));
    }

    private static long peak(Graph graph, Fusion fusion) {
        return MemoryPlanner.plan(graph, PlannerOptions.thorough().with(fusion)).arenaBytes();
    }
}
