package io.tinsmith.training;

import java.nio.ByteBuffer;

/**
 * What a teacher thinks of each training image, of one class, as a part of the targets (Hinton, Vinyals and Dean,
 * arXiv:1503.02531): its probabilities at a temperature, of the image without augmentation. The array is shared: treat it
 * as read-only.
 *
 * @param probabilities {@code [images, classes]}, each row summing to 1
 * @param weight share of the targets, 0 to 1; the rest is the label
 */
public record SoftTargets(float[] probabilities, double weight) {
    public SoftTargets {
        if (!(weight >= 0 && weight <= 1)) {
            throw new IllegalArgumentException("The weight (" + weight + ") of the soft targets is not within 0 to 1.");
        }
    }

    /**
     * From logits.
     *
     * @param logits {@code [images, classes]}, as {@link Evaluator#logits} gives them
     * @param temperature logits are divided by it; above 1 the probabilities are softer
     */
    public static SoftTargets of(float[] logits, int classes, double temperature, double weight) {
        if (!(temperature > 0) || logits.length % classes != 0) {
            throw new IllegalArgumentException("The temperature (" + temperature + ") must be above 0, and the "
                    + logits.length + " logits a multiple of the " + classes + " classes.");
        }
        float[] out = new float[logits.length];
        for (int row = 0; row < logits.length; row += classes) {
            double greatest = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < classes; c++) {
                greatest = Math.max(greatest, logits[row + c]);
            }
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += StrictMath.exp((logits[row + c] - greatest) / temperature);
            }
            for (int c = 0; c < classes; c++) {
                out[row + c] = (float) (StrictMath.exp((logits[row + c] - greatest) / temperature) / sum);
            }
        }
        return new SoftTargets(out, weight);
    }

    /** SHA-256 over weight and probabilities. */
    String sha256() {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES + Float.BYTES * probabilities.length);
        bytes.putDouble(weight);
        bytes.asFloatBuffer().put(probabilities);
        return Digests.sha256(bytes.array());
    }
}
