package io.tinsmith.search;

import io.tinsmith.search.internal.Checks;

/**
 * What stands between the last block and the logits.
 *
 * @param width channels of a 1x1 convolution before the global pooling; 0 leaves it out
 * @param features of a dense layer after the pooling (as in MobileNetV3); 0 leaves it out
 */
public record Head(int width, int features, Nonlinearity activation) {
    public Head {
        Checks.range("headWidth", width, 0, 8192);
        Checks.range("features", features, 0, 8192);
        // Without layers it means nothing: equal networks are equal values.
        activation = width == 0 && features == 0 ? Nonlinearity.RELU6 : activation;
    }

    /** A convolution with ReLU6. */
    public static Head ofWidth(int width) {
        return new Head(width, 0, Nonlinearity.RELU6);
    }

    boolean isPlain() {
        return equals(ofWidth(width));
    }

    /** Such as {@code , head 128}; empty where there is none. */
    String summary() {
        return (width > 0 ? ", head " + width : "") + (features > 0 ? ", dense " + features : "");
    }
}
