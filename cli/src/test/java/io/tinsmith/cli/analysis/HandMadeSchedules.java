package io.tinsmith.cli.analysis;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import io.tinsmith.memory.KernelScratch;
import io.tinsmith.memory.Placement;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Split;
import io.tinsmith.memory.Step;
import java.util.List;

/** Schedules of kinds of steps, placed by hand: each area stands above the one before. */
public final class HandMadeSchedules {
    private HandMadeSchedules() {}

    /** Tensors: image, expanded, filtered, projected, wide, mean. Ops 0 to 4 in that order. */
    public static Graph network() {
        GraphBuilder b = new GraphBuilder("bottleneck", DType.INT8);
        int x = b.input("image", Shape.of(1, 8, 8, 4));
        x = b.conv2d("expanded", x, 16, 1, Window.same(1), Activation.RELU6);
        x = b.depthwiseConv2d("filtered", x, 3, Window.same(1), Activation.RELU6);
        x = b.conv2d("projected", x, 4, 1, Window.same(1), Activation.NONE);
        x = b.conv2d("wide", x, 32, 1, Window.same(1), Activation.RELU6);
        return b.build(b.globalAveragePool("mean", x));
    }

    /** The bottleneck in two strips, then the rest in groups of 8 channels. */
    public static Schedule stripsAndGroups() {
        Graph graph = network();
        // A strip of 4 columns filters 4 and reads 5 of the expanded tensor, 3 rows of it.
        Step.Stream stream = new Step.Stream(
                List.of(0, 1, 2),
                List.of(
                        new Ring(tensor(graph, "expanded"), 3, 5, 512),
                        new Ring(tensor(graph, "filtered"), 1, 4, 512 + 3 * 5 * 16)),
                List.of(),
                2,
                List.of(),
                0);
        return schedule(graph, stream, 512 + 240 + 64, 256 + 512 + 32);
    }

    /** The bottleneck 4 channels at a time, then the rest in groups of 8. */
    public static Schedule splitAndGroups() {
        Graph graph = network();
        Step.Stream stream =
                new Step.Stream(List.of(0, 1, 2), List.of(), List.of(), 1, List.of(new Split(0, 1, 2, 4)), 512);
        return schedule(graph, stream, 512 + KernelScratch.bytes(graph, stream), 256 + 512 + 32);
    }

    /** The image at 0, the projected tensor at 256, all else of the first step above; groups at 0. */
    private static Schedule schedule(Graph graph, Step.Stream stream, long firstBytes, long secondBytes) {
        int groupChannels = 8;
        List<Placement> placements = List.of(
                new Placement(tensor(graph, "image"), 0, 256, 0, 0),
                new Placement(tensor(graph, "projected"), 256, 256, 0, 1),
                new Placement(tensor(graph, "mean"), 768, 32, 1, 1));
        Step.Grouped grouped = new Step.Grouped(3, 4, groupChannels, 256, 512);
        long bytes = Math.max(firstBytes, secondBytes);
        return new Schedule(graph, List.of(stream, grouped), placements, bytes, Math.min(bytes, firstBytes));
    }

    static int tensor(Graph graph, String name) {
        for (int t = 0; t < graph.tensors().size(); t++) {
            if (graph.tensor(t).name().equals(name)) {
                return t;
            }
        }
        throw new IllegalArgumentException("The tensor (" + name + ") is not in the graph.");
    }
}
