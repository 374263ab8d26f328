package io.tinsmith.search.cell;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Shape;
import io.tinsmith.search.Network;
import io.tinsmith.search.Stem;
import io.tinsmith.search.internal.Checks;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A classifier that stacks two cells, after NASNet (Zoph et al. 2018, arXiv:1707.07012, figure 2): stem, stages of normal
 * cells with a reduction cell before each but the first, global average pooling, dense layer.
 *
 * @param resolution side of the square input image in pixels
 * @param channels of the input image
 * @param headWidth channels of a 1x1 convolution before the pooling; 0 leaves it out
 * @param classes number of logits
 */
public record CellNetwork(
        int resolution,
        int channels,
        Stem stem,
        List<CellStage> stages,
        Cell normal,
        Cell reduction,
        int headWidth,
        int classes)
        implements Network {
    /** The {@code kind} in files. */
    public static final String KIND = "cells";

    public CellNetwork {
        stages = List.copyOf(stages);
        Checks.range("resolution", resolution, 1, 1024);
        Checks.range("channels", channels, 1, 64);
        Checks.range("number of stages", stages.size(), 1, 16);
        Checks.range("headWidth", headWidth, 0, 8192);
        Checks.range("classes", classes, 1, 10_000);
    }

    /** Cells whose output nothing reads are left out. */
    @Override
    public Graph toGraph(DType type) {
        return new CellStack(this, type).build();
    }

    @Override
    public Shape inputShape() {
        return Shape.of(1, resolution, resolution, channels);
    }

    @Override
    public int depth() {
        int before = 0;
        int last = 0;
        for (CellStack.Place place : CellStack.places(this)) {
            int depth = place.cell().depth(before, last);
            before = last;
            last = depth;
        }
        return last;
    }

    /** The part of the genes that differ; resolution and the stem's stride count as a block. */
    @Override
    public double distance(Network network) {
        if (!(network instanceof CellNetwork other)) {
            return 1;
        }
        int longerStages = Math.max(stages.size(), other.stages.size());
        int terms = 5 * Math.max(normal.blocks().size(), other.normal.blocks().size())
                + 5
                        * Math.max(
                                reduction.blocks().size(),
                                other.reduction.blocks().size())
                + 2 * longerStages
                + 13;
        int differing = normal.differing(other.normal) + reduction.differing(other.reduction);
        for (int i = 0; i < longerStages; i++) {
            boolean both = i < stages.size() && i < other.stages.size();
            differing += both && stages.get(i).width() == other.stages.get(i).width() ? 0 : 1;
            differing += both && stages.get(i).repeats() == other.stages.get(i).repeats() ? 0 : 1;
        }
        differing += resolution == other.resolution ? 0 : 5;
        differing += stem.stride() == other.stem.stride() ? 0 : 5;
        differing += stem.width() == other.stem.width() ? 0 : 1;
        differing += stem.kernel() == other.stem.kernel() ? 0 : 1;
        differing += headWidth == other.headWidth ? 0 : 1;
        return (double) differing / terms;
    }

    @Override
    public String summary() {
        String stack = stages.stream().map(s -> s.repeats() + "x" + s.width()).collect(Collectors.joining(" | "));
        return "stem " + stem.width() + (stem.stride() == 1 ? "" : "/" + stem.stride()) + ", cells " + stack
                + (headWidth > 0 ? ", head " + headWidth : "") + ", normal " + normal.summary() + ", reduction "
                + reduction.summary();
    }

    @Override
    public String toYaml() {
        return CellFiles.format(this);
    }
}
