package io.tinsmith.codegen.cases;

/**
 * Scales of a layer with weights. Its factors {@code in * weights / out} mostly bring sums into int8; the others reach both
 * ends of what a multiplier (2^30, 2^31 - 1, 0 by underflow) and a shift (-31, 30) can be.
 */
record LayerScales(float in, float out, float[] weights) {
    /** (1 - m * 2^-24) * (1 + m * 2^-24) is 1 - 2^-31 to 35 bits for 362: the greatest multiplier; for 256 it rounds to 1. */
    private static final int[] NEARLY_ONE = {362, 256};

    private static final int LEAST_EXPONENT = -33;
    private static final int GREATEST_EXPONENT = 28;

    static LayerScales of(Draw draw, int taps, int channels) {
        // A sum of n products has some 12 + log2(n) / 2 bits.
        int fitting = -6 - (32 - Integer.numberOfLeadingZeros(taps)) / 2;
        boolean exact = draw.oneIn(3);
        int nearlyOne = draw.oneIn(2) ? 0 : draw.of(NEARLY_ONE);
        int in = draw.between(-8, 1);
        int out = draw.between(-8, 1);
        float inScale = exact ? Math.scalb(1f - Math.scalb((float) nearlyOne, -24), in) : draw.scale(in, in);
        float outScale = exact ? Math.scalb(1f, out) : draw.scale(out, out);
        int extremes = draw.oneIn(4) ? draw.between(1, 3) : 0;
        float[] weights = new float[channels];
        for (int i = 0; i < channels; i++) {
            boolean extreme = extremes > 0 && draw.oneIn(extremes);
            int exponent = extreme
                    ? draw.oneIn(3)
                            ? draw.of(LEAST_EXPONENT, LEAST_EXPONENT + 1, GREATEST_EXPONENT)
                            : draw.between(LEAST_EXPONENT, GREATEST_EXPONENT)
                    : fitting + draw.between(-2, 2);
            boolean whole = exact && draw.oneIn(2);
            double mantissa = whole ? 1 + Math.scalb((double) nearlyOne, -24) : draw.mantissa();
            weights[i] = Math.scalb((float) mantissa, exponent + out - in);
        }
        return new LayerScales(inScale, outScale, weights);
    }

    /** The same factors for an input of another scale. */
    LayerScales withIn(float other) {
        float[] scaled = new float[weights.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) ((double) weights[i] * in / other);
        }
        return new LayerScales(other, out, scaled);
    }
}
