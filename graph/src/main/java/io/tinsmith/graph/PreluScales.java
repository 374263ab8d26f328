package io.tinsmith.graph;

/**
 * The fixed-point factors of int8 PRELU: of values from the zero point up, and of values below it times their slope.
 *
 * <p>Source: TFLite Micro's prelu_common.cc, which divides the scales in double precision.
 */
public record PreluScales(QuantizedMultiplier identity, QuantizedMultiplier slope) {
    public static PreluScales of(Quantization in, Quantization slopes, Quantization out) {
        return new PreluScales(
                QuantizedMultiplier.of((double) in.scale() / out.scale()),
                QuantizedMultiplier.of((double) in.scale() * slopes.scale() / out.scale()));
    }
}
