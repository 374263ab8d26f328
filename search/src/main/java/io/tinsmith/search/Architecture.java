package io.tinsmith.search;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.search.internal.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A chain of blocks for classification, as a value: stem, blocks, head, logits.
 *
 * @param resolution of the input
 * @param channels of the input
 * @param classes number of logits
 */
public record Architecture(Resolution resolution, int channels, Stem stem, List<Block> blocks, Head head, int classes)
        implements Network {
    public Architecture {
        blocks = List.copyOf(blocks);
        Checks.range("channels", channels, 1, 64);
        Checks.range("number of blocks", blocks.size(), 0, 128);
        Checks.range("classes", classes, 1, 10_000);
    }

    /** For a square image, with a head of one convolution. */
    public Architecture(int resolution, int channels, Stem stem, List<Block> blocks, int headWidth, int classes) {
        this(Resolution.square(resolution), channels, stem, blocks, Head.ofWidth(headWidth), classes);
    }

    @Override
    public Graph toGraph(DType type) {
        GraphBuilder b = new GraphBuilder("network", type);
        Layers layers = new Layers(b);
        BlockLayers blockLayers = new BlockLayers(layers);
        int x = layers.stem(b.input("image", inputShape()), stem);
        for (int i = 0; i < blocks.size(); i++) {
            x = blockLayers.add("block" + (i + 1), x, blocks.get(i), i == 0);
        }
        if (head.width() > 0) {
            x = headConvolution(layers, x);
        }
        return b.build(logits(b, layers, x));
    }

    /**
     * The network cut into parts, each a graph of its own: the stem, the blocks, the convolution of the head if it has one,
     * and what follows up to the logits. Parts that compute the same are equal.
     */
    public List<Graph> parts(DType type) {
        List<Graph> parts = new ArrayList<>();
        parts.add(part("stem", type, inputShape(), (b, x) -> new Layers(b).stem(x, stem)));
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            boolean first = i == 0;
            parts.add(part(
                    "block",
                    type,
                    last(parts),
                    (b, x) -> new BlockLayers(new Layers(b)).add("block", x, block, first)));
        }
        if (head.width() > 0) {
            parts.add(part("head", type, last(parts), (b, x) -> headConvolution(new Layers(b), x)));
        }
        parts.add(part("logits", type, last(parts), (b, x) -> logits(b, new Layers(b), x)));
        return parts;
    }

    private int headConvolution(Layers layers, int x) {
        return layers.conv("head", x, head.width(), 1, 1, head.activation());
    }

    private int logits(GraphBuilder b, Layers layers, int input) {
        int x = b.globalAveragePool("pool", input);
        if (head.features() > 0) {
            x = layers.dense("features", x, head.features(), head.activation());
        }
        return b.fullyConnected("logits", x, classes, Activation.NONE);
    }

    /** Writes layers behind a tensor. */
    private interface PartLayers {
        int add(GraphBuilder b, int input);
    }

    private static Graph part(String name, DType type, Shape input, PartLayers layers) {
        GraphBuilder b = new GraphBuilder(name, type);
        return b.build(layers.add(b, b.input("input", input)));
    }

    private static Shape last(List<Graph> parts) {
        return parts.get(parts.size() - 1).output().shape();
    }

    /**
     * The part of the genes that differ. Resolution and the stem's stride weigh as much as a block, since they change the
     * size of every map.
     */
    @Override
    public double distance(Network network) {
        if (!(network instanceof Architecture other)) {
            return 1;
        }
        int longer = Math.max(blocks.size(), other.blocks.size());
        int shorter = Math.min(blocks.size(), other.blocks.size());
        int terms = 4 * longer + 10;
        int differing = 4 * (longer - shorter);
        for (int i = 0; i < shorter; i++) {
            differing += blocks.get(i).differences(other.blocks.get(i));
        }
        differing += resolution.equals(other.resolution) ? 0 : 4;
        differing += stem.with(1, 1).equals(other.stem.with(1, 1)) && stem.strideHeight() == other.stem.strideHeight()
                ? 0
                : 4;
        differing += (stem.width() == other.stem.width() ? 0 : 1) + (head.equals(other.head) ? 0 : 1);
        return (double) differing / terms;
    }

    @Override
    public Shape inputShape() {
        return Shape.of(1, resolution.height(), resolution.width(), channels);
    }

    @Override
    public int depth() {
        return blocks.size();
    }

    @Override
    public String summary() {
        String middle = blocks.stream().map(b -> ", " + b.summary()).collect(Collectors.joining());
        return stem.summary() + middle + head.summary();
    }

    @Override
    public String toYaml() {
        return Architectures.format(this);
    }
}
