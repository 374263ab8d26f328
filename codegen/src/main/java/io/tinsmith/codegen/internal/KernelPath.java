package io.tinsmith.codegen.internal;

/** A way of kernels that is code of its own, which a model may do without: the runtime's {@code tns_paths.h}. */
enum KernelPath {
    CONV_ANY("tns_conv_any"),
    DEPTHWISE_ANY("tns_depthwise_any"),
    DEPTHWISE_PORTABLE("tns_depthwise_portable"),
    PLANES_NARROW("tns_dsp_planes_narrow"),
    PLANES_MIDDLE("tns_dsp_planes_middle"),
    PLANES_WIDE("tns_dsp_planes_wide"),
    FOURS("tns_dsp_fours"),
    HALVES("tns_halves"),
    DENSE_PIECES("tns_dsp_pieces");

    private final String source;

    KernelPath(String source) {
        this.source = source;
    }

    /** The source in the runtime whose object is linked for it alone. */
    String source() {
        return source;
    }

    /** What the make file defines as 0 where no layer takes it. */
    String define() {
        return "TNS_USE_" + name();
    }
}
