package io.tinsmith.search;

import io.tinsmith.graph.Activation;
import io.tinsmith.search.internal.Names;

/** What follows the convolutions of a block. */
public enum Nonlinearity {
    NONE("none", Activation.NONE),
    RELU("relu", Activation.RELU),
    RELU6("relu6", Activation.RELU6),
    /** {@code x * min(max(x + 3, 0), 6) / 6}, an op of its own (Howard et al. 2019, arXiv:1905.02244, section 5.2). */
    HARD_SWISH("hard-swish", Activation.NONE);

    private final String text;
    private final Activation fused;

    Nonlinearity(String text, Activation fused) {
        this.text = text;
        this.fused = fused;
    }

    /** As it stands in files. */
    public String text() {
        return text;
    }

    /** The part that a convolution takes with it. */
    Activation fused() {
        return fused;
    }

    static Nonlinearity of(String text) {
        return Names.find("activation", values(), Nonlinearity::text, text);
    }
}
