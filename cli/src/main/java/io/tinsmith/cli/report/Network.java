package io.tinsmith.cli.report;

/**
 * The network that was designed. MACs and parameters are exact.
 *
 * @param architecture its genotype in a line
 * @param sha256 of {@code model.tflite}, lower-case hex
 */
public record Network(
        String name, String architecture, String input, long macs, long parameters, String rounding, String sha256) {}
