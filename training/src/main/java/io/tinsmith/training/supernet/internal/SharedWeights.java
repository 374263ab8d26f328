package io.tinsmith.training.supernet.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.training.internal.ParameterLayout;
import io.tinsmith.training.internal.ParameterLayout.Kind;
import io.tinsmith.training.supernet.Subnet;
import io.tinsmith.training.supernet.SupernetSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The parameters of the largest network, and where those of any other stand among them. */
public final class SharedWeights {
    private final SupernetSpace space;
    private final Graph largest;
    private final ParameterLayout layout;
    private final List<Integer> convolutions = new ArrayList<>();

    public SharedWeights(SupernetSpace space) {
        this.space = space;
        largest = space.largest().structure(space);
        layout = ParameterLayout.forTraining(largest);
        for (int i = 0; i < largest.ops().size(); i++) {
            Op op = largest.ops().get(i);
            if (op instanceof Op.Conv2d || op instanceof Op.DepthwiseConv2d || op instanceof Op.FullyConnected) {
                convolutions.add(i);
            }
        }
    }

    public SupernetSpace space() {
        return space;
    }

    /** Of the shared parameters: those of the largest network. */
    public ParameterLayout layout() {
        return layout;
    }

    /** Where the parameters of a network are. */
    public SubnetView view(Subnet subnet) {
        if (!space.contains(subnet)) {
            throw new IllegalArgumentException("The network (" + subnet + ") is not in the space of the supernet.\n"
                    + "Maybe it was made for another space.");
        }
        return new Walk(subnet).view();
    }

    /** Goes through the skeleton's layers with the widths that enter, of the network and of the largest one. */
    private final class Walk {
        private final Subnet subnet;
        private final Skeleton skeleton;
        private final List<Piece> pieces = new ArrayList<>();
        private final List<SubnetView.Residual> residuals = new ArrayList<>();
        private final List<Boolean> present = new ArrayList<>();
        private int at;
        private int layer;
        private int width;
        private int sharedWidth;

        Walk(Subnet subnet) {
            this.subnet = subnet;
            skeleton = Skeleton.of(space, subnet);
        }

        SubnetView view() {
            int k = space.stemKernel();
            width = space.channels();
            sharedWidth = space.channels();
            convolution(dims(k, k, width, subnet.stemWidth()), dims(k, k, width, most(space.stemWidths())));
            for (Skeleton.BlockSlot slot : skeleton.blocks()) {
                block(slot);
            }
            if (subnet.headWidth() > 0) {
                int sharedHead = most(space.headWidths());
                convolution(dims(1, 1, width, subnet.headWidth()), dims(1, 1, sharedWidth, sharedHead));
            } else if (most(space.headWidths()) > 0) {
                layer++;
                sharedWidth = most(space.headWidths());
            }
            int op = convolutions.get(layer);
            add(Kind.WEIGHTS, op, dims(1, 1, space.classes(), width), dims(1, 1, space.classes(), sharedWidth));
            add(Kind.BIAS, op, dims(1, 1, 1, space.classes()), dims(1, 1, 1, space.classes()));
            return new SubnetView(skeleton, pieces, present, residuals, at);
        }

        private void block(Skeleton.BlockSlot slot) {
            SupernetSpace.Stage stage = space.stages().get(slot.stage());
            Subnet.Stage chosen = subnet.stages().get(slot.stage());
            int mostExpansion = most(stage.expansions());
            int sharedHidden = sharedWidth * mostExpansion;
            boolean here = slot.index() < chosen.blocks().size();
            if (slot.optional()) {
                present.add(here);
            }
            if (!here) {
                placeholders(slot);
                layer += mostExpansion > 1 ? 3 : 2;
                sharedWidth = most(stage.widths());
                return;
            }
            Subnet.Block block = chosen.blocks().get(slot.index());
            if (slot.residual() == Skeleton.Residual.IF_EQUAL) {
                residuals.add(new SubnetView.Residual(width == chosen.width() ? width : 0, chosen.width()));
            }
            int hidden = width * block.expansion();
            if (slot.expand()) {
                convolution(dims(1, 1, width, hidden), dims(1, 1, sharedWidth, sharedHidden));
            } else if (mostExpansion > 1) {
                layer++;
            }
            int k = block.kernel();
            int sharedK = most(stage.kernels());
            convolution(dims(k, k, 1, hidden), dims(sharedK, sharedK, 1, sharedHidden));
            convolution(dims(1, 1, hidden, chosen.width()), dims(1, 1, sharedHidden, most(stage.widths())));
        }

        /**
         * The block computes nothing, but its tensors must have shapes. As many channels as enter, throughout: where
         * TensorFlow convolves by oneDNN, no images come out of a convolution with the channels that they had before.
         */
        private void placeholders(Skeleton.BlockSlot slot) {
            if (slot.expand()) {
                placeholder(dims(1, 1, width, width));
            }
            placeholder(dims(1, 1, 1, width));
            placeholder(dims(1, 1, width, width));
        }

        private void placeholder(int[] dims) {
            add(Kind.WEIGHTS, -1, dims, dims);
            add(Kind.GAMMA, -1, dims(1, 1, 1, dims[3]), dims(1, 1, 1, dims[3]));
            add(Kind.BETA, -1, dims(1, 1, 1, dims[3]), dims(1, 1, 1, dims[3]));
        }

        private void convolution(int[] dims, int[] shared) {
            int op = convolutions.get(layer++);
            add(Kind.WEIGHTS, op, dims, shared);
            add(Kind.GAMMA, op, dims(1, 1, 1, dims[3]), dims(1, 1, 1, shared[3]));
            add(Kind.BETA, op, dims(1, 1, 1, dims[3]), dims(1, 1, 1, shared[3]));
            width = dims[3];
            sharedWidth = shared[3];
        }

        private void add(Kind kind, int op, int[] dims, int[] shared) {
            Piece piece = new Piece(kind, op < 0 ? -1 : layout.slot(op, kind).offset(), shared, dims, at);
            pieces.add(piece);
            at += piece.length();
        }
    }

    private static int most(List<Integer> values) {
        return Collections.max(values);
    }

    private static int[] dims(int a, int b, int c, int d) {
        return new int[] {a, b, c, d};
    }
}
