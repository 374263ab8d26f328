package io.tinsmith.training.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.Shape;
import io.tinsmith.training.Augmentation;
import io.tinsmith.training.ImageSet;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AugmenterTest {
    private static final float FAINT = 51 * ImageSet.INPUT_SCALE;
    // One row: 255 0 51, that is 1, 0, 0.2.
    private final ImageSet image = new ImageSet(Shape.of(1, 1, 3, 1), 2, new byte[] {(byte) 255, 0, 51}, new byte[1]);

    @Test
    void withoutAugmentationItIsTheImage() {
        assertThat(write(Augmentation.none(), 1, 0, 0)).containsExactly(1f, 0f, FAINT);
    }

    @Test
    void flipsHalfOfTheTime() {
        int flipped = 0;
        for (int place = 0; place < 1000; place++) {
            float[] out = write(new Augmentation(true, 0, 0), 1, 0, place);
            if (out[0] == FAINT) {
                assertThat(out).containsExactly(FAINT, 0f, 1f);
                flipped++;
            }
        }
        // Binomial(1000, 1/2): 3 standard deviations are 47.
        assertThat(flipped).isBetween(453, 547);
    }

    @Test
    void shiftsInZeros() {
        Set<String> seen = new HashSet<>();
        for (int place = 0; place < 300; place++) {
            seen.add(Arrays.toString(write(new Augmentation(false, 1, 0), 1, 0, place)));
        }
        // A vertical shift of one row leaves nothing.
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "[1.0, 0.0, " + FAINT + "]", "[0.0, 1.0, 0.0]", "[0.0, " + FAINT + ", 0.0]", "[0.0, 0.0, 0.0]");
    }

    @Test
    void dependsOnSeedEpochAndPlaceAlone() {
        Augmentation all = new Augmentation(true, 1, 1);
        for (int place = 0; place < 20; place++) {
            assertThat(write(all, 5, 2, place)).containsExactly(write(all, 5, 2, place));
        }
        assertThat(signature(all, 5, 2)).isNotEqualTo(signature(all, 5, 3)).isNotEqualTo(signature(all, 6, 2));
    }

    private String signature(Augmentation augmentation, long seed, int epoch) {
        StringBuilder s = new StringBuilder();
        for (int place = 0; place < 30; place++) {
            s.append(Arrays.toString(write(augmentation, seed, epoch, place)));
        }
        return s.toString();
    }

    private float[] write(Augmentation augmentation, long seed, int epoch, int place) {
        float[] out = new float[3];
        new Augmenter(augmentation, seed).write(image, 0, epoch, place, out, 0);
        return out;
    }
}
