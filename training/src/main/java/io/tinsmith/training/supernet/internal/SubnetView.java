package io.tinsmith.training.supernet.internal;

import io.tinsmith.training.internal.NetworkEmitter;
import io.tinsmith.training.internal.ParameterLayout.Kind;
import java.util.Arrays;
import java.util.List;

/**
 * One network of the supernet: where its parameters are, and the numbers that make the skeleton's TensorFlow graph
 * compute it.
 *
 * @param present for each optional block of the skeleton, whether the network has it
 * @param residuals for each block that adds its input where the widths are equal
 * @param length of the network's parameters, those of absent blocks included
 */
public record SubnetView(
        Skeleton skeleton, List<Piece> pieces, List<Boolean> present, List<Residual> residuals, int length) {
    /** Ints per piece: offset, length, four extents. */
    static final int PIECE_INTS = 6;

    /** Ints per optional block: the sizes of the images that go through, and the start of those that go past. */
    static final int OPTIONAL_INTS = 8;

    /** Ints per residual: the sizes of what is added, and its padding. */
    static final int RESIDUAL_INTS = 12;

    public SubnetView {
        pieces = List.copyOf(pieces);
        present = List.copyOf(present);
        residuals = List.copyOf(residuals);
    }

    /** A block's input is added: {@code channels} of it, 0 or all, to {@code width} channels. */
    record Residual(int channels, int width) {}

    /** The network's parameters, in the order of its layers. */
    public float[] gather(float[] shared) {
        float[] own = new float[length];
        for (Piece piece : pieces) {
            if (piece.isShared()) {
                piece.gather(shared, own);
            } else if (piece.kind() == Kind.GAMMA) {
                Arrays.fill(own, piece.offset(), piece.offset() + piece.length(), 1f);
            }
        }
        return own;
    }

    /** Adds the network's gradients to the shared ones. */
    public void scatterAdd(float[] own, float[] shared) {
        for (Piece piece : pieces) {
            if (piece.isShared()) {
                piece.scatterAdd(own, shared);
            }
        }
    }

    /** The parameters without those of absent blocks: the layout of the network by itself. */
    public float[] compact(float[] own) {
        return compact(own, pieces.stream().filter(Piece::isShared).toList());
    }

    /**
     * Statistics without those of absent blocks.
     *
     * @param all means and variances of each convolution
     */
    public float[] compactStatistics(float[] all) {
        float[] out = new float[all.length];
        int from = 0;
        int to = 0;
        for (Piece piece : pieces) {
            if (piece.kind() == Kind.GAMMA) {
                int count = 2 * piece.length();
                if (piece.isShared()) {
                    System.arraycopy(all, from, out, to, count);
                    to += count;
                }
                from += count;
            }
        }
        return Arrays.copyOf(out, to);
    }

    /** The parameters with gamma and beta replaced by the factor and the summand that the statistics give. */
    public float[] normalizing(float[] own, float[] statistics) {
        float[] out = own.clone();
        int at = 0;
        for (Piece piece : pieces) {
            if (piece.kind() != Kind.GAMMA) {
                continue;
            }
            int channels = piece.length();
            for (int c = 0; c < channels && piece.isShared(); c++) {
                int gamma = piece.offset() + c;
                // Beta comes right after gamma.
                int beta = gamma + channels;
                double factor = own[gamma] / Math.sqrt(statistics[at + channels + c] + NetworkEmitter.EPSILON);
                out[gamma] = (float) factor;
                out[beta] = (float) (own[beta] - statistics[at + c] * factor);
            }
            at += 2 * channels;
        }
        return out;
    }

    /** What is fed for a batch of so many images. */
    int[] numbers(int images) {
        int[] out =
                new int[PIECE_INTS * pieces.size() + OPTIONAL_INTS * present.size() + RESIDUAL_INTS * residuals.size()];
        int at = 0;
        for (Piece piece : pieces) {
            int[] d = piece.dims();
            out[at] = piece.offset();
            out[at + 1] = piece.length();
            System.arraycopy(d, 0, out, at + 2, 4);
            at += PIECE_INTS;
        }
        for (boolean here : present) {
            int through = here ? images : 0;
            out[at] = through;
            Arrays.fill(out, at + 1, at + 4, -1);
            out[at + 4] = through;
            at += OPTIONAL_INTS;
        }
        for (Residual residual : residuals) {
            Arrays.fill(out, at, at + 3, -1);
            out[at + 3] = residual.channels();
            // Of the [4, 2] paddings only what follows the channels.
            out[at + RESIDUAL_INTS - 1] = residual.width() - residual.channels();
            at += RESIDUAL_INTS;
        }
        return out;
    }

    private static float[] compact(float[] own, List<Piece> kept) {
        float[] out = new float[kept.stream().mapToInt(Piece::length).sum()];
        int to = 0;
        for (Piece piece : kept) {
            System.arraycopy(own, piece.offset(), out, to, piece.length());
            to += piece.length();
        }
        return out;
    }
}
