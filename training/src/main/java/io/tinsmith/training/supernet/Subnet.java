package io.tinsmith.training.supernet;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import java.util.List;

/** One network of a {@link SupernetSpace}. */
public record Subnet(int resolution, int stemWidth, int stemStride, List<Stage> stages, int headWidth) {
    public Subnet {
        stages = List.copyOf(stages);
    }

    /** Blocks of one width. */
    public record Stage(int width, List<Block> blocks) {
        public Stage {
            blocks = List.copyOf(blocks);
        }
    }

    /** One inverted bottleneck. */
    public record Block(int kernel, int expansion) {}

    /**
     * The network by itself, float32 and without data. ReLU6 after every convolution but the projections; a block's
     * input is added to its output where their shapes are equal.
     */
    public Graph structure(SupernetSpace space) {
        GraphBuilder b = new GraphBuilder("subnet", DType.FLOAT32);
        int x = b.input("image", Shape.of(1, resolution, resolution, space.channels()));
        x = b.conv2d("stem", x, stemWidth, space.stemKernel(), Window.same(stemStride), Activation.RELU6);
        for (int s = 0; s < stages.size(); s++) {
            int stride = space.stages().get(s).stride();
            for (int i = 0; i < stages.get(s).blocks().size(); i++) {
                String name = "stage" + (s + 1) + "/block" + (i + 1);
                x = block(
                        b, name, x, stages.get(s).blocks().get(i), stages.get(s).width(), stride);
                stride = 1;
            }
        }
        if (headWidth > 0) {
            x = b.conv2d("head", x, headWidth, 1, Window.same(1), Activation.RELU6);
        }
        x = b.globalAveragePool("pool", x);
        return b.build(b.fullyConnected("logits", x, space.classes(), Activation.NONE));
    }

    private static int block(GraphBuilder b, String name, int input, Block block, int width, int stride) {
        int x = input;
        if (block.expansion() > 1) {
            int wide = Math.multiplyExact(b.shape(x).channels(), block.expansion());
            x = b.conv2d(name + "/expand", x, wide, 1, Window.same(1), Activation.RELU6);
        }
        x = b.depthwiseConv2d(name + "/depthwise", x, block.kernel(), Window.same(stride), Activation.RELU6);
        x = b.conv2d(name + "/project", x, width, 1, Window.same(1), Activation.NONE);
        return b.shape(x).equals(b.shape(input)) ? b.add(name + "/add", input, x, Activation.NONE) : x;
    }
}
