package io.tinsmith.training.supernet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * The networks that share weights: a stem, stages of inverted bottlenecks (expand 1x1, depthwise, project 1x1), a head,
 * a pooling and a dense layer. Each list is a set, kept sorted. Every network's weights are a part of those of {@link
 * #largest}: the first channels, the middle of the kernels, the first blocks of a stage.
 *
 * @param channels of the images
 * @param resolutions sides of the square images in pixels
 * @param headWidths channels of the 1x1 convolution before the pooling; only 0 leaves it out
 */
public record SupernetSpace(
        int channels,
        int classes,
        List<Integer> resolutions,
        int stemKernel,
        List<Integer> stemWidths,
        List<Integer> stemStrides,
        List<Stage> stages,
        List<Integer> headWidths) {
    public SupernetSpace {
        if (channels < 1 || classes < 2 || stemKernel < 1 || stemKernel % 2 == 0) {
            throw new IllegalArgumentException("The channels (" + channels + ") must be at least 1, the classes ("
                    + classes + ") at least 2 and the stemKernel (" + stemKernel + ") odd.");
        }
        resolutions = set("resolutions", resolutions, 1);
        stemWidths = set("stemWidths", stemWidths, 1);
        stemStrides = set("stemStrides", stemStrides, 1);
        stages = List.copyOf(stages);
        headWidths = set("headWidths", headWidths, 0);
        if (headWidths.get(0) == 0 && headWidths.size() > 1) {
            throw new IllegalArgumentException("The headWidths " + headWidths + " are of networks with and without a"
                    + " head, whose dense layers have nothing to share.\nMaybe leave the 0 out.");
        }
    }

    /**
     * What a stage may be.
     *
     * @param stride of its first block
     * @param expansions channels of the depthwise convolution for each that enters the block; 1 leaves the expansion out
     */
    public record Stage(
            List<Integer> widths, int stride, List<Integer> kernels, List<Integer> expansions, List<Integer> depths) {
        public Stage {
            widths = set("widths", widths, 1);
            kernels = set("kernels", kernels, 1);
            expansions = set("expansions", expansions, 1);
            depths = set("depths", depths, 1);
            if (stride < 1 || kernels.stream().anyMatch(k -> k % 2 == 0)) {
                throw new IllegalArgumentException(
                        "The stride (" + stride + ") must be at least 1 and the kernels " + kernels + " odd.");
            }
        }
    }

    /** The most of everything, and the least stride of the stem. */
    public Subnet largest() {
        return member(SupernetSpace::last, stemStrides.get(0));
    }

    /** The least of everything, and the greatest stride of the stem. */
    public Subnet smallest() {
        return member(set -> set.get(0), last(stemStrides));
    }

    /** Each choice drawn from its set, all equally likely. */
    public Subnet sample(SplittableRandom random) {
        Function<List<Integer>, Integer> draw = set -> set.get(random.nextInt(set.size()));
        return member(draw, draw.apply(stemStrides));
    }

    public boolean contains(Subnet subnet) {
        boolean inside = resolutions.contains(subnet.resolution())
                && stemWidths.contains(subnet.stemWidth())
                && stemStrides.contains(subnet.stemStride())
                && headWidths.contains(subnet.headWidth())
                && stages.size() == subnet.stages().size();
        for (int i = 0; inside && i < stages.size(); i++) {
            Stage space = stages.get(i);
            Subnet.Stage stage = subnet.stages().get(i);
            inside = space.widths().contains(stage.width())
                    && space.depths().contains(stage.blocks().size())
                    && stage.blocks().stream()
                            .allMatch(b -> space.kernels().contains(b.kernel())
                                    && space.expansions().contains(b.expansion()));
        }
        return inside;
    }

    /** The least space that has all of these members, with what lies between them. */
    public SupernetSpace narrowedTo(List<Subnet> members) {
        if (members.isEmpty() || !members.stream().allMatch(this::contains)) {
            throw new IllegalArgumentException("The " + members.size()
                    + " networks are none, or not all in the space.\n" + "Maybe they were made for another space.");
        }
        List<Stage> narrowed = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            int index = i;
            List<Subnet.Stage> chosen =
                    members.stream().map(m -> m.stages().get(index)).toList();
            List<Subnet.Block> blocks =
                    chosen.stream().flatMap(s -> s.blocks().stream()).toList();
            narrowed.add(new Stage(
                    chosen.stream().map(Subnet.Stage::width).toList(),
                    stages.get(i).stride(),
                    blocks.stream().map(Subnet.Block::kernel).toList(),
                    blocks.stream().map(Subnet.Block::expansion).toList(),
                    chosen.stream().map(s -> s.blocks().size()).toList()));
        }
        return new SupernetSpace(
                channels,
                classes,
                members.stream().map(Subnet::resolution).toList(),
                stemKernel,
                members.stream().map(Subnet::stemWidth).toList(),
                members.stream().map(Subnet::stemStride).toList(),
                narrowed,
                members.stream().map(Subnet::headWidth).toList());
    }

    private Subnet member(Function<List<Integer>, Integer> choose, int stemStride) {
        int resolution = choose.apply(resolutions);
        int stemWidth = choose.apply(stemWidths);
        List<Subnet.Stage> chosen = new ArrayList<>();
        for (Stage stage : stages) {
            int width = choose.apply(stage.widths());
            int depth = choose.apply(stage.depths());
            List<Subnet.Block> blocks = new ArrayList<>();
            for (int i = 0; i < depth; i++) {
                blocks.add(new Subnet.Block(choose.apply(stage.kernels()), choose.apply(stage.expansions())));
            }
            chosen.add(new Subnet.Stage(width, blocks));
        }
        return new Subnet(resolution, stemWidth, stemStride, chosen, choose.apply(headWidths));
    }

    static int last(List<Integer> sorted) {
        return sorted.get(sorted.size() - 1);
    }

    private static List<Integer> set(String name, List<Integer> values, int least) {
        if (values.isEmpty() || Collections.min(values) < least) {
            throw new IllegalArgumentException("The set of " + name + " " + values + " is empty or has a value below "
                    + least + ".\nMaybe give one value, such as [" + Math.max(1, least) + "].");
        }
        return values.stream().distinct().sorted().toList();
    }
}
