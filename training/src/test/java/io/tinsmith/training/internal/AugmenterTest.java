package io.tinsmith.training.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.Shape;
import io.tinsmith.training.Augmentation;
import io.tinsmith.training.Augmentation.Colour;
import io.tinsmith.training.Augmentation.Fill;
import io.tinsmith.training.Augmentation.Masks;
import io.tinsmith.training.Augmentation.Shift;
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
        Set<String> seen = seen(new Augmentation(false, 1, 0));
        // A vertical shift of one row leaves nothing.
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "[1.0, 0.0, " + FAINT + "]", "[0.0, 1.0, 0.0]", "[0.0, " + FAINT + ", 0.0]", "[0.0, 0.0, 0.0]");
    }

    @Test
    void shiftsInTheMirrorImage() {
        Shift shift = new Shift(0, 1, Fill.MIRROR);
        Set<String> seen = seen(new Augmentation(false, shift, 0, Colour.NONE, Masks.NONE, 0));

        // To the right the pixel beside the border comes in, to the left likewise.
        assertThat(seen)
                .containsExactlyInAnyOrder("[1.0, 0.0, " + FAINT + "]", "[0.0, 1.0, 0.0]", "[0.0, " + FAINT + ", 0.0]");
    }

    @Test
    void masksABandOfColumns() {
        Augmentation masked = new Augmentation(false, new Shift(0, 0, Fill.ZERO), 0, Colour.NONE, new Masks(0, 1), 0);

        assertThat(seen(masked))
                .containsExactlyInAnyOrder("[1.0, 0.0, " + FAINT + "]", "[0.0, 0.0, " + FAINT + "]", "[1.0, 0.0, 0.0]");
    }

    @Test
    void changesBrightnessWithinItsBounds() {
        Augmentation bright =
                new Augmentation(false, new Shift(0, 0, Fill.ZERO), 0, new Colour(0.1, 0, 0), Masks.NONE, 0);
        Set<Float> seen = new HashSet<>();
        for (int place = 0; place < 50; place++) {
            float[] out = write(bright, 1, 0, place);
            assertThat(out[2]).isBetween(FAINT - 0.1001f, FAINT + 0.1001f);
            assertThat(out[0]).isLessThanOrEqualTo(1f);
            assertThat(out[1]).isGreaterThanOrEqualTo(0f);
            seen.add(out[2]);
        }
        assertThat(seen).hasSizeGreaterThan(40);
    }

    @Test
    void mixesByTheBetaDistribution() {
        Augmenter none = new Augmenter(Augmentation.none(), 1);
        assertThat(none.share(0, 0)).isEqualTo(1);
        Augmenter uniform =
                new Augmenter(new Augmentation(false, new Shift(0, 0, Fill.ZERO), 0, Colour.NONE, Masks.NONE, 1), 1);
        double sum = 0;
        for (int place = 0; place < 1000; place++) {
            double share = uniform.share(0, place);
            assertThat(share).isBetween(0.5, 1.0);
            sum += share;
        }
        // The greater part of a uniform cut is uniform over 1/2 to 1: mean 0.75, standard error 0.0046.
        assertThat(sum / 1000).isBetween(0.736, 0.764);
    }

    @Test
    void dependsOnSeedEpochAndPlaceAlone() {
        Augmentation all =
                new Augmentation(true, new Shift(1, 1, Fill.ZERO), 1, new Colour(0.1, 0.1, 0.1), new Masks(1, 1), 0);
        for (int place = 0; place < 20; place++) {
            assertThat(write(all, 5, 2, place)).containsExactly(write(all, 5, 2, place));
        }
        assertThat(signature(all, 5, 2)).isNotEqualTo(signature(all, 5, 3)).isNotEqualTo(signature(all, 6, 2));
    }

    @Test
    void mapsMoveWithTheirImages() {
        // A pixel's class is its value: 1 to 6; zeros come in where there is no class.
        byte[] values = {1, 2, 3, 4, 5, 6};
        ImageSet set = new ImageSet(Shape.of(1, 2, 3, 1), 7, values, values);
        for (Fill fill : Fill.values()) {
            Augmentation moves = new Augmentation(true, new Shift(1, 2, fill), 0, Colour.NONE, Masks.NONE, 0);
            Augmenter augmenter = new Augmenter(moves, 4);
            Set<String> seen = new HashSet<>();
            for (int place = 0; place < 200; place++) {
                float[] out = new float[6];
                byte[] map = new byte[6];
                augmenter.write(set, 0, 3, place, out, 0);
                augmenter.writeMap(set, 0, 3, place, map);
                for (int i = 0; i < 6; i++) {
                    int expected = out[i] == 0 ? ImageSet.UNCOUNTED : Math.round(out[i] / ImageSet.INPUT_SCALE);
                    assertThat(map[i] & 0xFF).isEqualTo(expected);
                }
                seen.add(Arrays.toString(map));
            }
            // Mirrored or not, each row of two above, each column of three to the left; more where zeros come in.
            assertThat(seen).hasSizeGreaterThan(fill == Fill.ZERO ? 15 : 7);
        }
    }

    private Set<String> seen(Augmentation augmentation) {
        Set<String> seen = new HashSet<>();
        for (int place = 0; place < 300; place++) {
            seen.add(Arrays.toString(write(augmentation, 1, 0, place)));
        }
        return seen;
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
