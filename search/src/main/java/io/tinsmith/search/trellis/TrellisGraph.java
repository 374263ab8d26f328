package io.tinsmith.search.trellis;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Window;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes a {@link TrellisNetwork} as a graph. Branches exchange as in HRNet (Wang et al. 2020, arXiv:1908.07919, section
 * 3.2): down by a convolution of stride 2, here a depthwise-separable one; up by a 1x1 convolution and the nearest pixel.
 */
final class TrellisGraph {
    private final TrellisNetwork network;
    private final GraphBuilder b;

    TrellisGraph(TrellisNetwork network, DType type) {
        this.network = network;
        this.b = new GraphBuilder("network", type);
    }

    Graph build() {
        int x = b.input("image", network.inputShape());
        Window window = Window.same(network.stemStride());
        Map<Integer, Integer> values =
                Map.of(0, b.conv2d("stem", x, network.widths().get(0), network.stemKernel(), window, Activation.RELU6));
        for (int i = 0; i < network.trellis().layers().size(); i++) {
            Map<Integer, Integer> next = new HashMap<>();
            for (TrellisNode node : network.trellis().layers().get(i)) {
                next.put(node.level(), node("layer" + (i + 1) + "/level" + node.level(), node, values));
            }
            values = next;
        }
        return head(joined(values));
    }

    private int node(String name, TrellisNode node, Map<Integer, Integer> before) {
        int width = network.widths().get(node.level());
        int sum = -1;
        for (int source : node.from()) {
            int x = before.getOrDefault(source, -1);
            int moved = x;
            if (source < node.level()) {
                int filtered = b.depthwiseConv2d(name + "/down/depthwise", x, 3, Window.same(2), Activation.RELU6);
                moved = b.conv2d(name + "/down", filtered, width, 1, Window.same(1), Activation.NONE);
            } else if (source > node.level()) {
                int narrow = b.conv2d(name + "/point", x, width, 1, Window.same(1), Activation.NONE);
                moved = b.resizeNearest(name + "/up", narrow, 2);
            }
            sum = sum < 0 ? moved : b.add(name + "/add" + source, sum, moved, Activation.NONE);
        }
        return node.op().emit(b, name, sum, width, 1);
    }

    /** All outputs in the resolution of the finest. */
    private int joined(Map<Integer, Integer> outputs) {
        int finest = finest();
        int[] parts = network.trellis().outputs().stream()
                .mapToInt(node -> {
                    int x = outputs.getOrDefault(node.level(), -1);
                    int factor = 1 << (node.level() - finest);
                    return factor == 1 ? x : b.resizeNearest("join/level" + node.level(), x, factor);
                })
                .toArray();
        return parts.length == 1 ? parts[0] : b.concat("join", parts);
    }

    private int finest() {
        return network.trellis().outputs().get(0).level();
    }

    private Graph head(int joined) {
        int x = joined;
        if (network.headWidth() > 0) {
            x = b.conv2d("head", x, network.headWidth(), 1, Window.same(1), Activation.RELU6);
        }
        if (network.task() == Task.IMAGE) {
            int pool = b.globalAveragePool("pool", x);
            return b.build(b.fullyConnected("logits", pool, network.classes(), Activation.NONE));
        }
        int map = b.conv2d("map", x, network.classes(), 1, Window.same(1), Activation.NONE);
        int factor = network.stemStride() << finest();
        return b.build(factor == 1 ? map : b.resizeNearest("logits", map, factor));
    }
}
