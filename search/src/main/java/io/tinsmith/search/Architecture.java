package io.tinsmith.search;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import io.tinsmith.search.internal.Checks;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A network of inverted residuals (Sandler et al. 2018, arXiv:1801.04381) for image classification, as a value.
 *
 * @param resolution side of the square input image in pixels
 * @param channels of the input image
 * @param headWidth channels of the 1x1 convolution before the pooling; 0 leaves it out
 * @param classes number of logits
 */
public record Architecture(int resolution, int channels, Stem stem, List<Block> blocks, int headWidth, int classes)
        implements Network {
    public Architecture {
        blocks = List.copyOf(blocks);
        Checks.range("resolution", resolution, 1, 1024);
        Checks.range("channels", channels, 1, 64);
        Checks.range("number of blocks", blocks.size(), 0, 128);
        Checks.range("headWidth", headWidth, 0, 8192);
        Checks.range("classes", classes, 1, 10_000);
    }

    /** ReLU6 after every convolution but the projections. */
    @Override
    public Graph toGraph(DType type) {
        GraphBuilder b = new GraphBuilder("network", type);
        int x = b.input("image", inputShape());
        x = b.conv2d("stem", x, stem.width(), stem.kernel(), Window.same(stem.stride()), Activation.RELU6);
        for (int i = 0; i < blocks.size(); i++) {
            x = block(b, "block" + (i + 1), x, blocks.get(i));
        }
        if (headWidth > 0) {
            x = b.conv2d("head", x, headWidth, 1, Window.same(1), Activation.RELU6);
        }
        x = b.globalAveragePool("pool", x);
        return b.build(b.fullyConnected("logits", x, classes, Activation.NONE));
    }

    @Override
    public Shape inputShape() {
        return Shape.of(1, resolution, resolution, channels);
    }

    @Override
    public int depth() {
        return blocks.size();
    }

    @Override
    public String summary() {
        String middle = blocks.stream().map(b -> ", " + b.summary()).collect(Collectors.joining());
        return stem.summary() + middle + (headWidth > 0 ? ", head " + headWidth : "");
    }

    @Override
    public String toYaml() {
        return Architectures.format(this);
    }

    private static int block(GraphBuilder b, String name, int input, Block block) {
        int x = input;
        if (block.expansion() > 1) {
            int wide = Math.multiplyExact(b.shape(x).channels(), block.expansion());
            x = b.conv2d(name + "/expand", x, wide, 1, Window.same(1), Activation.RELU6);
        }
        x = b.depthwiseConv2d(name + "/depthwise", x, block.kernel(), Window.same(block.stride()), Activation.RELU6);
        x = b.conv2d(name + "/project", x, block.width(), 1, Window.same(1), Activation.NONE);
        boolean residual = block.residual() && b.shape(x).equals(b.shape(input));
        return residual ? b.add(name + "/add", input, x, Activation.NONE) : x;
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
        int terms = 4 * longer + 10;
        int differing = 4 * (longer - Math.min(blocks.size(), other.blocks.size()));
        for (int i = 0; i < Math.min(blocks.size(), other.blocks.size()); i++) {
            Block a = blocks.get(i);
            Block c = other.blocks.get(i);
            differing += differ(a.width(), c.width()) + differ(a.kernel(), c.kernel());
            differing += differ(a.expansion(), c.expansion()) + differ(a.stride(), c.stride());
        }
        differing += 4 * differ(resolution, other.resolution) + 4 * differ(stem.stride(), other.stem.stride());
        differing += differ(stem.width(), other.stem.width()) + differ(headWidth, other.headWidth);
        return (double) differing / terms;
    }

    private static int differ(int a, int b) {
        return a == b ? 0 : 1;
    }
}
