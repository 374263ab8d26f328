package io.tinsmith.search.cell;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a {@link CellNetwork} as a graph. A cell's inputs first pass a 1x1 convolution to the cell's width, with stride 2
 * where the cell before the previous one was before a reduction (Liu et al. 2019, arXiv:1806.09055, section 3.1).
 */
final class CellStack {
    private final CellNetwork network;
    private final GraphBuilder b;

    /** A cell with its place in the stack. */
    record Place(Cell cell, int width, boolean reduces) {}

    CellStack(CellNetwork network, DType type) {
        this.network = network;
        this.b = new GraphBuilder("network", type);
    }

    /** All cells, from input to output. */
    static List<Place> places(CellNetwork network) {
        List<Place> places = new ArrayList<>();
        for (int s = 0; s < network.stages().size(); s++) {
            CellStage stage = network.stages().get(s);
            if (s > 0) {
                places.add(new Place(network.reduction(), stage.width(), true));
            }
            for (int i = 0; i < stage.repeats(); i++) {
                places.add(new Place(network.normal(), stage.width(), false));
            }
        }
        return places;
    }

    Graph build() {
        int x = b.input("image", network.inputShape());
        int stem = b.conv2d(
                "stem",
                x,
                network.stem().width(),
                network.stem().kernel(),
                Window.same(network.stem().stride()),
                Activation.RELU6);
        List<Place> places = places(network);
        boolean[] read = read(places);
        int before = stem;
        int last = stem;
        int height = b.shape(stem).height();
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            // What stands for a cell that nothing reads is never looked at.
            int output = read[i] ? cell("cell" + (i + 1), place, before, last, height) : last;
            height = place.reduces() ? (height + 1) / 2 : height;
            before = last;
            last = output;
        }
        if (network.headWidth() > 0) {
            last = b.conv2d("head", last, network.headWidth(), 1, Window.same(1), Activation.RELU6);
        }
        return b.build(
                b.fullyConnected("logits", b.globalAveragePool("pool", last), network.classes(), Activation.NONE));
    }

    /** By cell: whether its output reaches the network's. */
    private static boolean[] read(List<Place> places) {
        boolean[] read = new boolean[places.size()];
        for (int i = places.size() - 1; i >= 0; i--) {
            read[i] = i == places.size() - 1
                    || (read[i + 1] && places.get(i + 1).cell().reads(1))
                    || (i + 2 < places.size()
                            && read[i + 2]
                            && places.get(i + 2).cell().reads(0));
        }
        return read;
    }

    /**
     * One cell.
     *
     * @param height of what the cell's blocks read
     */
    private int cell(String name, Place place, int before, int last, int height) {
        Cell cell = place.cell();
        List<Integer> values = new ArrayList<>();
        values.add(cell.reads(0) ? entry(name + "/before", before, place.width(), height) : -1);
        values.add(cell.reads(1) ? entry(name + "/last", last, place.width(), height) : -1);
        for (int i = 0; i < cell.blocks().size(); i++) {
            CellBlock block = cell.blocks().get(i);
            String blockName = name + "/block" + i;
            int first = branch(blockName + "/first", block.first(), place, values);
            int second = branch(blockName + "/second", block.second(), place, values);
            values.add(block.combination().emit(b, blockName, first, second));
        }
        int[] loose =
                cell.looseBlocks().stream().mapToInt(i -> values.get(2 + i)).toArray();
        return loose.length == 1 ? loose[0] : b.concat(name, loose);
    }

    private int entry(String name, int x, int width, int height) {
        int stride = b.shape(x).height() == height ? 1 : 2;
        return b.conv2d(name, x, width, 1, Window.same(stride), Activation.RELU6);
    }

    private int branch(String name, CellBlock.Branch branch, Place place, List<Integer> values) {
        // Only what comes from outside is reduced: the blocks of the cell are small already.
        int stride = place.reduces() && branch.input() < 2 ? 2 : 1;
        return branch.op().emit(b, name, values.get(branch.input()), place.width(), stride);
    }
}
