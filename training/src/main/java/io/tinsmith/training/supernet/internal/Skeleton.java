package io.tinsmith.training.supernet.internal;

import io.tinsmith.training.supernet.Subnet;
import io.tinsmith.training.supernet.SupernetSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is fixed in one TensorFlow graph: ops and strides. Widths, kernels, depths and the resolution are fed. Networks
 * of equal skeletons share a graph, and there are few skeletons: one for each stride of the stem, as a rule.
 *
 * @param head whether there is a 1x1 convolution before the pooling
 * @param blocks all that there may be, the first block of each stage and those that may be left out
 */
record Skeleton(int stemStride, boolean head, List<BlockSlot> blocks) {
    Skeleton {
        blocks = List.copyOf(blocks);
    }

    /** When a block adds its input to its output. */
    enum Residual {
        NEVER,
        ALWAYS,
        /** Where the fed widths are equal. */
        IF_EQUAL
    }

    /** A place for a block. */
    record BlockSlot(int stage, int index, int stride, boolean expand, boolean optional, Residual residual) {}

    static Skeleton of(SupernetSpace space, Subnet subnet) {
        List<BlockSlot> slots = new ArrayList<>();
        List<Integer> entering = space.stemWidths();
        for (int s = 0; s < space.stages().size(); s++) {
            SupernetSpace.Stage stage = space.stages().get(s);
            List<Subnet.Block> chosen = subnet.stages().get(s).blocks();
            boolean wide = Collections.max(stage.expansions()) > 1;
            for (int i = 0; i < Collections.max(stage.depths()); i++) {
                boolean expand = wide && (i >= chosen.size() || chosen.get(i).expansion() > 1);
                boolean optional = i >= stage.depths().get(0);
                Residual residual = i > 0 ? Residual.ALWAYS : first(stage, entering);
                slots.add(new BlockSlot(s, i, i == 0 ? stage.stride() : 1, expand, optional, residual));
            }
            entering = stage.widths();
        }
        return new Skeleton(subnet.stemStride(), subnet.headWidth() > 0, slots);
    }

    /** Parameter tensors: three per convolution, two for the dense layer. */
    int pieces() {
        int convolutions = 1 + (head ? 1 : 0);
        for (BlockSlot slot : blocks) {
            convolutions += slot.expand() ? 3 : 2;
        }
        return 3 * convolutions + 2;
    }

    private static Residual first(SupernetSpace.Stage stage, List<Integer> entering) {
        if (stage.stride() > 1 || Collections.disjoint(stage.widths(), entering)) {
            return Residual.NEVER;
        }
        return stage.widths().size() == 1 && entering.size() == 1 ? Residual.ALWAYS : Residual.IF_EQUAL;
    }
}
