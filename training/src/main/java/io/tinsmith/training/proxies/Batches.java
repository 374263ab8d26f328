package io.tinsmith.training.proxies;

import io.tinsmith.training.ImageSet;

/** Images as a batch of real values. */
final class Batches {
    private Batches() {}

    /** {@code [count, H, W, C]}. */
    static float[] values(ImageSet images) {
        float[] out = new float[images.count() * images.imageElements()];
        for (int i = 0; i < images.count(); i++) {
            System.arraycopy(images.floatInput(i), 0, out, i * images.imageElements(), images.imageElements());
        }
        return out;
    }
}
