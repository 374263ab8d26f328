package io.tinsmith.search.trellis;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Shape;
import io.tinsmith.search.Network;
import io.tinsmith.search.internal.Checks;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A network of several resolutions: stem, trellis, its outputs brought to the finest of them and concatenated, head.
 *
 * @param resolution side of the square input image in pixels; a multiple of the stem's stride and of 2 for each level
 * @param channels of the input image
 * @param widths channels by level; the stem has those of level 0
 * @param headWidth channels of a 1x1 convolution after the concatenation; 0 leaves it out
 * @param classes number of logits, of the image or of each pixel
 */
public record TrellisNetwork(
        int resolution,
        int channels,
        int stemKernel,
        int stemStride,
        List<Integer> widths,
        Trellis trellis,
        int headWidth,
        int classes,
        Task task)
        implements Network {
    /** The {@code kind} in files. */
    public static final String KIND = "trellis";

    public TrellisNetwork {
        Checks.range("resolution", resolution, 1, 1024);
        Checks.range("channels", channels, 1, 64);
        Checks.odd("stemKernel", stemKernel, 11);
        Checks.range("stemStride", stemStride, 1, 2);
        widths = List.copyOf(widths);
        Checks.range("number of widths", widths.size(), trellis.deepestLevel() + 1L, TrellisNode.MOST_LEVELS);
        widths.forEach(w -> Checks.range("width", w, 1, 4096));
        Checks.range("headWidth", headWidth, 0, 8192);
        Checks.range("classes", classes, 1, 10_000);
        requireDivisible(resolution, stemStride, trellis.deepestLevel());
    }

    /** What is halved and doubled again must be as large as before. */
    static void requireDivisible(int resolution, int stemStride, int deepestLevel) {
        int divisor = stemStride << deepestLevel;
        if (resolution % divisor != 0) {
            throw new IllegalArgumentException("The resolution (" + resolution + ") is no multiple of " + divisor
                    + ", a stem of stride " + stemStride + " with " + deepestLevel + " halvings.\nMaybe use "
                    + Math.max(1, resolution / divisor) * divisor + ".");
        }
    }

    @Override
    public Graph toGraph(DType type) {
        return new TrellisGraph(this, type).build();
    }

    @Override
    public Shape inputShape() {
        return Shape.of(1, resolution, resolution, channels);
    }

    @Override
    public int depth() {
        return trellis.layers().size();
    }

    /** The part of the genes that differ; resolution and the stem's stride count as two nodes, the task as all. */
    @Override
    public double distance(Network network) {
        if (!(network instanceof TrellisNetwork other) || task != other.task) {
            return 1;
        }
        Trellis.Difference nodes = trellis.difference(other.trellis);
        int terms = nodes.genes() + Math.max(widths.size(), other.widths.size()) + 10;
        int differing = nodes.differing();
        for (int i = 0; i < Math.max(widths.size(), other.widths.size()); i++) {
            boolean equal = i < widths.size()
                    && i < other.widths.size()
                    && widths.get(i).equals(other.widths.get(i));
            differing += equal ? 0 : 1;
        }
        differing += resolution == other.resolution ? 0 : 4;
        differing += stemStride == other.stemStride ? 0 : 4;
        differing += stemKernel == other.stemKernel ? 0 : 1;
        differing += headWidth == other.headWidth ? 0 : 1;
        return (double) differing / terms;
    }

    @Override
    public String summary() {
        String levels = widths.stream().map(String::valueOf).collect(Collectors.joining(" "));
        return "stem " + widths.get(0) + (stemStride == 1 ? "" : "/" + stemStride) + ", widths " + levels + ", trellis "
                + trellis.summary() + (headWidth > 0 ? ", head " + headWidth : "") + ", " + task.label();
    }

    @Override
    public String toYaml() {
        return TrellisFiles.format(this);
    }
}
