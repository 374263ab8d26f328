package io.tinsmith.search.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.search.NetworkFamilies;
import io.tinsmith.search.NetworkSpace;
import io.tinsmith.search.NetworkSpaceTester;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellSpaceTest extends NetworkSpaceTester<CellGenes> {
    private static final String SMALL = """
            kind: cells
            name: small
            resolutions: [8]
            widthMultipliers: [1.0]
            stem: {width: 4, strides: [2]}
            stages:
              - {width: 4, repeats: [1]}
              - {width: 4, widthFactors: [1.0, 2.0], repeats: [1]}
            blocks: [1]
            operations: [conv-1x1, max-pool-3x3]
            combinations: [add]
            head: {width: 0}
            """;

    @Override
    protected CellSpace space() {
        return ((CellFamily) NetworkFamilies.builtin("cell-tiny"))
                .members(1, 10)
                .get(5);
    }

    @Override
    protected CellSpace small() {
        return parse(SMALL).members(1, 3).get(0);
    }

    @Override
    protected boolean contains(NetworkSpace<CellGenes> space, CellGenes genes) {
        return ((CellSpace) space).contains(genes);
    }

    @Test
    void sizeCountsBranchesInAnyOrder() {
        // 2 inputs x 2 operations = 4 branches, 4 * 5 / 2 = 10 pairs; two cells, two widths.
        assertThat(small().size()).isEqualTo(BigInteger.valueOf(10 * 10 * 2));
        // Block 1 has 3 inputs: 6 branches, 21 pairs; with both combinations 20 and 42. Cells of 1 or 2 blocks.
        CellSet cells = new CellSet(
                List.of(1, 2),
                List.of(LayerOp.CONV_1X1, LayerOp.IDENTITY),
                List.of(Combination.ADD, Combination.CONCAT));
        assertThat(cells.size()).isEqualTo(BigInteger.valueOf(20 + 20 * 42));
    }

    @Test
    void nominalSizeIsThatOfTheLiterature() {
        // (2 * 2 * 5 * 5 * 2)^5 = 200^5 = 3.2 * 10^11.
        assertThat(CellSet.nominalSize(5, 2, 5)).isEqualTo(BigInteger.valueOf(320_000_000_000L));
    }

    @Test
    void namesTheLineOfAMistake() {
        rejects(SMALL.replace("max-pool-3x3", "max-pool-9x9"), "line 10", "max-pool-9x9", "Maybe", "conv-1x1");
        rejects(SMALL.replace("[add]", "[sum]"), "line 11", "combination (sum)", "add, concat");
        rejects(SMALL.replace("blocks: [1]", "blocks: [0]"), "line 9", "blocks (0)");
        rejects(SMALL.replace("repeats: [1]}\n  - ", "repeats: [0]}\n  - "), "line 7", "repeats (0)");
        rejects(SMALL.replace("blocks:", "block:"), "line 9", "block", "unknown");
        rejects(SMALL.replace("kind: cells", "kind: cell"), "line 1", "kind (cell)", "blocks, cells");
    }

    private static CellFamily parse(String text) {
        return (CellFamily) NetworkFamilies.parse("small.yaml", text);
    }

    private static void rejects(String text, String... parts) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parts);
    }
}
