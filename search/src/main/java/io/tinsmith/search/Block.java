package io.tinsmith.search;

import io.tinsmith.search.internal.Checks;

/**
 * One block of a network. What it does with these is told at each {@link BlockKind}.
 *
 * @param width channels that leave the block
 * @param kernel side of its spatial kernels, odd
 * @param expansion 1 to 16: hidden channels for each channel that enters (inverted, fused), or channels that leave for each
 *     hidden one (bottleneck, shuffle-v1); 1 for kinds that have none
 * @param stride 1 or 2
 * @param residual add the block's input to its output, where the kind has a shortcut for their shapes
 * @param groups of its grouped convolutions; 1 for kinds that have none
 * @param squeezed channels of the inner layer of a squeeze-and-excite (Hu et al. 2018, arXiv:1709.01507); 0 leaves it out
 */
public record Block(
        BlockKind kind,
        int width,
        int kernel,
        double expansion,
        int stride,
        boolean residual,
        int groups,
        int squeezed,
        Nonlinearity activation) {
    public Block {
        Checks.range("width", width, 1, 4096);
        Checks.odd("kernel", kernel, 11);
        checkExpansion("expansion", expansion);
        Checks.range("stride", stride, 1, 2);
        Checks.range("groups", groups, 1, 256);
        Checks.range("squeezed", squeezed, 0, 4096);
        require(kind.expands() || expansion == 1, kind, "expansion", number(expansion));
        require(kind.hasGroups() || groups == 1, kind, "groups", groups);
        require(kind.mayExcite() || squeezed == 0, kind, "squeezed", squeezed);
        require(kind != BlockKind.SHUFFLE_V2 || width % 2 == 0, kind, "odd width", width);
    }

    /** An inverted residual with ReLU6. */
    public Block(int width, int kernel, double expansion, int stride, boolean residual) {
        this(BlockKind.INVERTED, width, kernel, expansion, stride, residual, 1, 0, Nonlinearity.RELU6);
    }

    /** A block as the paper of its kind has it; with expansion 4 where the kind reduces channels by it, else 1. */
    public static Block of(BlockKind kind, int width, int kernel, int stride) {
        double expansion = kind == BlockKind.BOTTLENECK || kind == BlockKind.SHUFFLE_V1 ? 4 : 1;
        return new Block(
                kind, width, kernel, expansion, stride, kind.defaultResidual(), 1, 0, kind.defaultActivation());
    }

    public Block withExpansion(double value) {
        return new Block(kind, width, kernel, value, stride, residual, groups, squeezed, activation);
    }

    public Block withGroups(int value) {
        return new Block(kind, width, kernel, expansion, stride, residual, value, squeezed, activation);
    }

    public Block withSqueezed(int value) {
        return new Block(kind, width, kernel, expansion, stride, residual, groups, value, activation);
    }

    public Block withActivation(Nonlinearity value) {
        return new Block(kind, width, kernel, expansion, stride, residual, groups, squeezed, value);
    }

    /** Channels between its first and last convolution, for {@code entering} channels. */
    int hidden(int entering) {
        return switch (kind) {
            case INVERTED, FUSED -> Math.toIntExact(Math.round(entering * expansion));
            case BOTTLENECK, SHUFFLE_V1 -> {
                // A multiple of the groups.
                int exact = (int) Math.max(1, Math.round(width / expansion));
                yield (exact + groups - 1) / groups * groups;
            }
            case BASIC -> width;
            case SEPARABLE -> entering;
            case SHUFFLE_V2 -> width / 2;
        };
    }

    /** Such as {@code k3 e4 24/2}, or {@code bottleneck k3 e2 g8 24/2 se6 hard-swish}. */
    String summary() {
        StringBuilder text = new StringBuilder();
        text.append(kind == BlockKind.INVERTED ? "" : kind.text() + " ")
                .append('k')
                .append(kernel);
        text.append(kind.expands() ? " e" + number(expansion) : "");
        text.append(groups > 1 ? " g" + groups : "");
        text.append(' ').append(width).append(stride == 1 ? "" : "/" + stride);
        text.append(squeezed > 0 ? " se" + squeezed : "");
        return text.append(activation == kind.defaultActivation() ? "" : " " + activation.text())
                .toString();
    }

    /** The part of four genes' weight in which two blocks differ; other kinds share nothing. */
    int differences(Block other) {
        int sum = width == other.width ? 0 : 1;
        sum += kernel == other.kernel ? 0 : 1;
        sum += expansion == other.expansion ? 0 : 1;
        sum += stride == other.stride ? 0 : 1;
        sum += groups == other.groups ? 0 : 1;
        sum += squeezed > 0 == other.squeezed > 0 ? 0 : 1;
        sum += activation == other.activation ? 0 : 1;
        return kind == other.kind ? Math.min(4, sum) : 4;
    }

    static void checkExpansion(String name, double value) {
        if (!(value >= 1 && value <= 16)) {
            throw new IllegalArgumentException("The " + name + " (" + number(value) + ") is not between 1 and 16.");
        }
    }

    /** Without a fraction where there is none. */
    static String number(double value) {
        return value == Math.rint(value) ? String.valueOf(Math.round(value)) : String.valueOf(value);
    }

    private static void require(boolean holds, BlockKind kind, String name, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("A block of kind " + kind.text() + " cannot have the " + name + " ("
                    + value + ").\nMaybe leave it out, or use another kind.");
        }
    }
}
