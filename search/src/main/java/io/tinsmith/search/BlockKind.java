package io.tinsmith.search;

import io.tinsmith.search.internal.Names;

/** The building blocks that networks are made of. */
public enum BlockKind {
    /**
     * Expand 1x1 (left out where the expansion is 1), depthwise, project 1x1 without activation; the shortcut joins the
     * narrow ends (Sandler et al. 2018, MobileNetV2, arXiv:1801.04381).
     */
    INVERTED("inverted", Nonlinearity.RELU6, true, false, true),

    /**
     * As {@link #INVERTED}, but one full convolution in place of expand and depthwise; with expansion 1 it is all there is
     * (Tan and Le 2021, EfficientNetV2, arXiv:2104.00298).
     */
    FUSED("fused", Nonlinearity.RELU6, true, false, true),

    /** Two full convolutions and a shortcut, 1x1 where shapes differ (He et al. 2015, ResNet, arXiv:1512.03385). */
    BASIC("basic", Nonlinearity.RELU, false, false, true),

    /**
     * Reduce 1x1 by the expansion, a convolution, restore 1x1, and a shortcut as in {@link #BASIC} (ResNet); in groups it is
     * ResNeXt's (Xie et al. 2017, arXiv:1611.05431). The stride is the middle convolution's.
     */
    BOTTLENECK("bottleneck", Nonlinearity.RELU, true, true, true),

    /** Depthwise, then 1x1 (Howard et al. 2017, MobileNetV1, arXiv:1704.04861); no shortcut unless asked for. */
    SEPARABLE("separable", Nonlinearity.RELU6, false, false, false),

    /**
     * 1x1 in groups, channel shuffle, depthwise, 1x1 in groups, and a shortcut; with stride 2 the shortcut is an average of
     * 3x3 pixels, put beside (Zhang et al. 2018, ShuffleNetV1, arXiv:1707.01083). The first 1x1 after the stem has no groups.
     */
    SHUFFLE_V1("shuffle-v1", Nonlinearity.RELU, true, true, true),

    /**
     * Half of the channels pass by, the others go through 1x1, depthwise and 1x1; then a channel shuffle. With stride 2 both
     * halves are computed, of all channels (Ma et al. 2018, ShuffleNetV2, arXiv:1807.11164). Widths are even.
     */
    SHUFFLE_V2("shuffle-v2", Nonlinearity.RELU, false, false, true);

    private final String text;
    private final Nonlinearity activation;
    private final boolean expands;
    private final boolean groups;
    private final boolean residual;

    BlockKind(String text, Nonlinearity activation, boolean expands, boolean groups, boolean residual) {
        this.text = text;
        this.activation = activation;
        this.expands = expands;
        this.groups = groups;
        this.residual = residual;
    }

    /** As it stands in files. */
    public String text() {
        return text;
    }

    /** The activation of its paper. */
    public Nonlinearity defaultActivation() {
        return activation;
    }

    /** Whether the expansion means something; for other kinds it is 1. */
    public boolean expands() {
        return expands;
    }

    /** Whether groups mean something; for other kinds there is 1. */
    public boolean hasGroups() {
        return groups;
    }

    /** Whether its paper has a shortcut. */
    public boolean defaultResidual() {
        return residual;
    }

    /** Whether squeeze-and-excite may stand in it. */
    public boolean mayExcite() {
        return this != SHUFFLE_V1 && this != SHUFFLE_V2;
    }

    static BlockKind of(String text) {
        return Names.find("kind of block", values(), BlockKind::text, text);
    }
}
