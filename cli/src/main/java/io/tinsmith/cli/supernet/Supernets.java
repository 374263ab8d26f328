package io.tinsmith.cli.supernet;

import io.tinsmith.search.Architecture;
import io.tinsmith.search.Block;
import io.tinsmith.search.BlockKind;
import io.tinsmith.search.BlockSpace;
import io.tinsmith.search.Genotype;
import io.tinsmith.search.Head;
import io.tinsmith.search.NetworkFamily;
import io.tinsmith.search.NetworkSpace;
import io.tinsmith.search.SearchSpace;
import io.tinsmith.search.StageSpace;
import io.tinsmith.search.Stem;
import io.tinsmith.training.supernet.Subnet;
import io.tinsmith.training.supernet.SupernetSpace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Search spaces and their members as supernets and their networks. */
public final class Supernets {
    private Supernets() {}

    /** Whether the networks of each space of a family can share weights. */
    public static boolean areFor(NetworkFamily family) {
        // Channels and classes are of no account.
        return family.members(1, 2).stream().allMatch(Supernets::isFor);
    }

    private static boolean isFor(NetworkSpace<?> space) {
        try {
            return space instanceof SearchSpace chains
                    && subnet(space(List.of(chains)), chains.decode(chains.smallest()))
                            .isPresent();
        } catch (IllegalArgumentException e) {
            // It says what does not fit.
            return false;
        }
    }

    /**
     * One supernet for all members of some spaces of a family: each set is the union of theirs.
     *
     * @throws IllegalArgumentException if the spaces differ in what shares no weights, such as the number of stages
     */
    public static SupernetSpace space(List<SearchSpace> spaces) {
        SearchSpace first = spaces.get(0);
        for (SearchSpace other : spaces) {
            boolean alike = other.channels() == first.channels()
                    && other.classes() == first.classes()
                    && other.stemKernel() == first.stemKernel()
                    && strides(other).equals(strides(first));
            if (!alike) {
                throw new IllegalArgumentException("The spaces (" + first.label() + ") and (" + other.label()
                        + ") differ in images, stem or stages and cannot share weights.\n"
                        + "Maybe take spaces of one family.");
            }
        }
        List<SupernetSpace.Stage> stages = new ArrayList<>();
        for (int i = 0; i < first.stages().size(); i++) {
            int index = i;
            List<StageSpace> these =
                    spaces.stream().map(s -> s.stages().get(index)).toList();
            stages.add(new SupernetSpace.Stage(
                    union(these, StageSpace::widths),
                    first.stages().get(i).stride(),
                    union(these, s -> inverted(s).kernels()),
                    union(
                            these,
                            s -> inverted(s).expansions().stream()
                                    .map(Double::intValue)
                                    .toList()),
                    union(these, StageSpace::depths)));
        }
        return new SupernetSpace(
                first.channels(),
                first.classes(),
                union(spaces, s -> List.of(s.resolution())),
                first.stemKernel(),
                union(spaces, SearchSpace::stemWidths),
                union(spaces, SearchSpace::stemStrides),
                stages,
                union(spaces, SearchSpace::headWidths));
    }

    /** A member of a search space. */
    public static Subnet subnet(SearchSpace space, Genotype genes) {
        List<Subnet.Stage> stages = genes.stages().stream()
                .map(s -> new Subnet.Stage(
                        s.width(),
                        s.blocks().stream()
                                .map(b -> new Subnet.Block(b.kernel(), (int) b.expansion()))
                                .toList()))
                .toList();
        return new Subnet(space.resolution(), genes.stemWidth(), genes.stemStride(), stages, genes.headWidth());
    }

    /**
     * The member of a supernet that is a network; none if it is not in the space.
     *
     * <p>Where one network can be cut into stages in more than one way, the first stages are as short as they can be.
     */
    public static Optional<Subnet> subnet(SupernetSpace space, Architecture network) {
        if (network.channels() != space.channels()
                || network.classes() != space.classes()
                || !network.stem().equals(plainStem(network.stem(), space.stemKernel()))
                || !network.head().equals(Head.ofWidth(network.head().width()))
                || network.resolution().height() != network.resolution().width()) {
            return Optional.empty();
        }
        return stages(space, network.blocks(), 0, 0)
                .map(stages -> new Subnet(
                        network.resolution().height(),
                        network.stem().width(),
                        network.stem().stride(),
                        stages,
                        network.head().width()))
                .filter(space::contains);
    }

    /** Blocks from {@code from} as the stages from {@code stage}. */
    private static Optional<List<Subnet.Stage>> stages(SupernetSpace space, List<Block> blocks, int stage, int from) {
        if (stage == space.stages().size()) {
            return from == blocks.size() ? Optional.of(List.of()) : Optional.empty();
        }
        SupernetSpace.Stage choices = space.stages().get(stage);
        for (int depth : choices.depths()) {
            if (from + depth > blocks.size()) {
                break;
            }
            List<Block> part = blocks.subList(from, from + depth);
            Optional<List<Subnet.Stage>> rest =
                    fits(part, choices) ? stages(space, blocks, stage + 1, from + depth) : Optional.empty();
            if (rest.isPresent()) {
                List<Subnet.Stage> all = new ArrayList<>();
                all.add(new Subnet.Stage(
                        part.get(0).width(),
                        part.stream()
                                .map(b -> new Subnet.Block(b.kernel(), (int) b.expansion()))
                                .toList()));
                all.addAll(rest.get());
                return Optional.of(all);
            }
        }
        return Optional.empty();
    }

    private static Stem plainStem(Stem stem, int kernel) {
        return new Stem(stem.width(), kernel, stem.stride());
    }

    /** An inverted residual with ReLU6, a whole expansion and a shortcut, for what a block has of these. */
    private static Block plain(Block block) {
        return new Block(block.width(), block.kernel(), Math.rint(block.expansion()), block.stride(), true);
    }

    private static boolean fits(List<Block> part, SupernetSpace.Stage choices) {
        for (int i = 0; i < part.size(); i++) {
            Block block = part.get(i);
            if (block.stride() != (i == 0 ? choices.stride() : 1)
                    || block.width() != part.get(0).width()
                    || !block.equals(plain(block))) {
                return false;
            }
        }
        return true;
    }

    /** The choices of a stage of plain inverted residuals. */
    private static BlockSpace inverted(StageSpace stage) {
        BlockSpace blocks = stage.blocks().get(0);
        List<Double> whole = blocks.expansions().stream().map(Math::rint).toList();
        if (stage.blocks().size() > 1 || !blocks.equals(BlockSpace.of(BlockKind.INVERTED, blocks.kernels(), whole))) {
            throw new IllegalArgumentException(
                    "Blocks other than inverted residuals with ReLU6 and whole expansions share"
                            + " no weights.\nMaybe take a space such as mobile-tiny.");
        }
        return blocks;
    }

    private static List<Integer> strides(SearchSpace space) {
        return space.stages().stream().map(StageSpace::stride).toList();
    }

    private static <T> List<Integer> union(List<T> parts, Function<T, List<Integer>> set) {
        return parts.stream().map(set).flatMap(Collection::stream).toList();
    }
}
