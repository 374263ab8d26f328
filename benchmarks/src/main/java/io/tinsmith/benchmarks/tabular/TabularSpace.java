package io.tinsmith.benchmarks.tabular;

import io.tinsmith.search.Architecture;
import io.tinsmith.search.Block;
import io.tinsmith.search.Stem;
import java.util.ArrayList;
import java.util.List;

/**
 * The space of the table: two stages of inverted residuals for 10x10 or 14x14 grey images, small enough that all of its
 * members can be trained. Genes are indices into {@link #GENES}.
 */
public final class TabularSpace {
    /** Genes and their values, in the order of the vector. */
    public static final List<Gene> GENES = List.of(
            new Gene("resolution", List.of(10, 14)),
            new Gene("width1", List.of(6, 16)),
            new Gene("depth1", List.of(1, 2)),
            new Gene("width2", List.of(8, 12, 20, 32)),
            new Gene("depth2", List.of(1, 2)),
            new Gene("kernel", List.of(3, 5)),
            new Gene("expansion", List.of(2, 4)));

    private static final int CLASSES = 10;
    private static final int STEM_WIDTH = 8;

    private TabularSpace() {}

    /** One choice and its values, ascending. */
    public record Gene(String name, List<Integer> values) {
        public Gene {
            values = List.copyOf(values);
        }
    }

    /** All members, in the order of counting with the last gene fastest. */
    public static List<List<Integer>> members() {
        List<List<Integer>> members = List.of(List.of());
        for (Gene gene : GENES) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> member : members) {
                for (int i = 0; i < gene.values().size(); i++) {
                    List<Integer> genes = new ArrayList<>(member);
                    genes.add(i);
                    longer.add(List.copyOf(genes));
                }
            }
            members = longer;
        }
        return members;
    }

    /** The network: a 3x3 stem with stride 2, a stage with stride 1, one with stride 2, no head. */
    public static Architecture decode(List<Integer> genes) {
        int kernel = value(genes, 5);
        int expansion = value(genes, 6);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < value(genes, 2); i++) {
            blocks.add(new Block(value(genes, 1), kernel, expansion, 1, true));
        }
        for (int i = 0; i < value(genes, 4); i++) {
            blocks.add(new Block(value(genes, 3), kernel, expansion, i == 0 ? 2 : 1, true));
        }
        return new Architecture(value(genes, 0), 1, new Stem(STEM_WIDTH, 3, 2), blocks, 0, CLASSES);
    }

    static int value(List<Integer> genes, int gene) {
        return GENES.get(gene).values().get(genes.get(gene));
    }
}
