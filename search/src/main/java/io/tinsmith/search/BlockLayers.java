package io.tinsmith.search;

import static io.tinsmith.search.Nonlinearity.NONE;

/** Writes the layers of each kind of block. */
final class BlockLayers {
    private final Layers l;

    BlockLayers(Layers layers) {
        l = layers;
    }

    /** @param first whether it is the first block after the stem */
    int add(String name, int x, Block block, boolean first) {
        return switch (block.kind()) {
            case INVERTED -> inverted(name, x, block);
            case FUSED -> fused(name, x, block);
            case BASIC -> basic(name, x, block);
            case BOTTLENECK -> bottleneck(name, x, block);
            case SEPARABLE -> separable(name, x, block);
            case SHUFFLE_V1 -> shuffleV1(name, x, block, first);
            case SHUFFLE_V2 -> shuffleV2(name, x, block);
        };
    }

    private int inverted(String name, int input, Block block) {
        Nonlinearity f = block.activation();
        int x = input;
        if (block.expansion() > 1) {
            x = l.conv(name + "/expand", x, block.hidden(l.channels(x)), 1, 1, f);
        }
        x = l.depthwise(name + "/depthwise", x, block.kernel(), block.stride(), f);
        x = l.squeezeAndExcite(name, x, block.squeezed());
        x = l.conv(name + "/project", x, block.width(), 1, 1, NONE);
        return linearResidual(name, input, x, block);
    }

    private int fused(String name, int input, Block block) {
        boolean one = block.expansion() == 1;
        int hidden = one ? block.width() : block.hidden(l.channels(input));
        int x = l.conv(
                name + (one ? "/conv" : "/expand"), input, hidden, block.kernel(), block.stride(), block.activation());
        x = l.squeezeAndExcite(name, x, block.squeezed());
        if (!one) {
            x = l.conv(name + "/project", x, block.width(), 1, 1, NONE);
        }
        return linearResidual(name, input, x, block);
    }

    private int separable(String name, int input, Block block) {
        int x = l.depthwise(name + "/depthwise", input, block.kernel(), block.stride(), block.activation());
        x = l.squeezeAndExcite(name, x, block.squeezed());
        x = l.conv(name + "/pointwise", x, block.width(), 1, 1, block.activation());
        return linearResidual(name, input, x, block);
    }

    private int basic(String name, int input, Block block) {
        Nonlinearity f = block.activation();
        int x = l.conv(name + "/conv1", input, block.width(), block.kernel(), block.stride(), f);
        Nonlinearity last = block.residual() ? NONE : f;
        x = l.conv(name + "/conv2", x, block.width(), block.kernel(), 1, last);
        return projectedResidual(name, input, l.squeezeAndExcite(name, x, block.squeezed()), block);
    }

    private int bottleneck(String name, int input, Block block) {
        Nonlinearity f = block.activation();
        int hidden = block.hidden(l.channels(input));
        int x = l.conv(name + "/reduce", input, hidden, 1, 1, f);
        x = l.groupConv(name + "/conv", x, hidden, block.kernel(), block.stride(), block.groups(), f);
        x = l.conv(name + "/restore", x, block.width(), 1, 1, block.residual() ? NONE : f);
        return projectedResidual(name, input, l.squeezeAndExcite(name, x, block.squeezed()), block);
    }

    private int shuffleV1(String name, int input, Block block, boolean first) {
        Nonlinearity f = block.activation();
        int entering = l.channels(input);
        // With stride 2, what enters stands beside what is computed, which thus has fewer channels.
        boolean beside = block.stride() == 2 && block.width() > entering;
        int width = beside ? block.width() - entering : block.width();
        int x = l.groupConv(name + "/reduce", input, block.hidden(entering), 1, 1, first ? 1 : block.groups(), f);
        x = l.shuffle(name + "/shuffle", x, block.groups());
        x = l.depthwise(name + "/depthwise", x, block.kernel(), block.stride(), NONE);
        boolean adds = block.residual() && block.stride() == 1 && width == entering;
        x = l.groupConv(name + "/restore", x, width, 1, 1, block.groups(), adds ? NONE : f);
        if (beside) {
            return l.concat(name + "/concat", l.averagePool(name + "/shortcut", input), x);
        }
        return adds ? l.add(name + "/add", input, x, f) : x;
    }

    private int shuffleV2(String name, int input, Block block) {
        int half = block.width() / 2;
        int left;
        int right = input;
        if (block.stride() == 1 && block.width() == l.channels(input)) {
            left = l.slice(name + "/left", input, 0, half);
            right = l.slice(name + "/right", input, half, half);
        } else {
            left = l.depthwise(name + "/left/depthwise", input, block.kernel(), block.stride(), NONE);
            left = l.conv(name + "/left/pointwise", left, half, 1, 1, block.activation());
        }
        right = l.conv(name + "/pointwise1", right, half, 1, 1, block.activation());
        right = l.depthwise(name + "/depthwise", right, block.kernel(), block.stride(), NONE);
        right = l.conv(name + "/pointwise2", right, half, 1, 1, block.activation());
        return l.shuffle(name + "/shuffle", l.concat(name + "/concat", left, right), 2);
    }

    private int linearResidual(String name, int input, int x, Block block) {
        boolean adds = block.residual() && l.haveSameShape(input, x);
        return adds ? l.add(name + "/add", input, x, NONE) : x;
    }

    private int projectedResidual(String name, int input, int x, Block block) {
        if (!block.residual()) {
            return x;
        }
        int shortcut = l.haveSameShape(input, x)
                ? input
                : l.conv(name + "/shortcut", input, block.width(), 1, block.stride(), NONE);
        return l.add(name + "/add", shortcut, x, block.activation());
    }
}
