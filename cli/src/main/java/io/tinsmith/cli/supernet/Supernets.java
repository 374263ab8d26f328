package io.tinsmith.cli.supernet;

import io.tinsmith.search.Genotype;
import io.tinsmith.search.SearchSpace;
import io.tinsmith.search.StageSpace;
import io.tinsmith.training.supernet.Subnet;
import io.tinsmith.training.supernet.SupernetSpace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Search spaces and their members as supernets and their networks. */
public final class Supernets {
    private Supernets() {}

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
                    union(these, StageSpace::kernels),
                    union(these, StageSpace::expansions),
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
                                .map(b -> new Subnet.Block(b.kernel(), b.expansion()))
                                .toList()))
                .toList();
        return new Subnet(space.resolution(), genes.stemWidth(), genes.stemStride(), stages, genes.headWidth());
    }

    private static List<Integer> strides(SearchSpace space) {
        return space.stages().stream().map(StageSpace::stride).toList();
    }

    private static <T> List<Integer> union(List<T> parts, Function<T, List<Integer>> set) {
        return parts.stream().map(set).flatMap(Collection::stream).toList();
    }
}
