package io.tinsmith.search;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;

/**
 * What a block alone costs, all of it exact.
 *
 * @param macs of its convolutions and dense layers
 * @param parameters weights and biases
 * @param activationBytes in int8, of every tensor that it computes
 */
public record BlockCost(long macs, long parameters, long activationBytes) {
    /** Of a block that is not the first, on a square map. */
    public static BlockCost of(Block block, int side, int entering) {
        Graph graph = graph(block, Resolution.square(side), entering, DType.INT8);
        long computed = graph.tensors().stream()
                        .filter(t -> !t.isParameter())
                        .mapToLong(Tensor::bytes)
                        .sum()
                - graph.input().bytes();
        return new BlockCost(GraphCost.macs(graph), GraphCost.parameters(graph), computed);
    }

    /** The block as a graph: input {@code [1, height, width, entering]}. */
    public static Graph graph(Block block, Resolution size, int entering, DType type) {
        GraphBuilder b = new GraphBuilder(block.kind().text(), type);
        int x = b.input("input", Shape.of(1, size.height(), size.width(), entering));
        return b.build(new BlockLayers(new Layers(b)).add("block", x, block, false));
    }
}
