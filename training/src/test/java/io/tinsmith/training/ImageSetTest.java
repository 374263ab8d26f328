package io.tinsmith.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.graph.Shape;
import org.junit.jupiter.api.Test;

class ImageSetTest {
    @Test
    void splitKeepsTheShareOfEachClass() {
        // 100 images, classes 0 and 1 in the ratio 3 : 1; 20 held out are 15 and 5.
        byte[] labels = new byte[100];
        byte[] pixels = new byte[100];
        for (int i = 0; i < 100; i++) {
            labels[i] = (byte) (i % 4 == 3 ? 1 : 0);
            pixels[i] = (byte) i;
        }
        ImageSet.Split split = new ImageSet(Shape.of(1, 1, 1, 1), 2, pixels, labels).split(20, 7);

        assertThat(split.train().count()).isEqualTo(80);
        assertThat(ones(split.validation())).isEqualTo(5);
        assertThat(ones(split.train())).isEqualTo(20);
        boolean[] seen = new boolean[100];
        for (ImageSet part : new ImageSet[] {split.train(), split.validation()}) {
            for (byte p : part.pixels()) {
                assertThat(seen[p]).isFalse();
                seen[p] = true;
            }
        }
    }

    @Test
    void splitDependsOnTheSeedAlone() {
        ImageSet set = new ImageSet(Shape.of(1, 1, 1, 1), 2, counting(50), new byte[50]);

        assertThat(set.split(10, 1).validation().sha256())
                .isEqualTo(set.split(10, 1).validation().sha256());
        assertThat(set.split(10, 1).validation().sha256())
                .isNotEqualTo(set.split(10, 2).validation().sha256());
        assertThatThrownBy(() -> set.split(50, 1)).hasMessageContaining("validationCount (50)");
    }

    @Test
    void shrinksByAreaAverage() {
        // [0 10; 20 30] and [200 255; 255 200], each to one pixel: 15, and 227.5 which rounds up.
        byte[] pixels = bytes(0, 10, 20, 30, 200, 255, 255, 200);
        ImageSet small = new ImageSet(Shape.of(1, 2, 2, 1), 2, pixels, new byte[2]).resizedTo(1, 1);

        assertThat(small.pixels()).containsExactly(bytes(15, 228));
        assertThat(small.imageShape()).isEqualTo(Shape.of(1, 1, 1, 1));
    }

    @Test
    void shrinksByAFraction() {
        // 3 to 2: the first covers pixel 0 and half of pixel 1: (90 + 0.5 * 30) / 1.5 = 70; the second (15 + 0) / 1.5.
        ImageSet row = new ImageSet(Shape.of(1, 1, 3, 1), 2, bytes(90, 30, 0), new byte[1]);

        assertThat(row.resizedTo(1, 2).pixels()).containsExactly(bytes(70, 10));
    }

    @Test
    void growsBilinearly() {
        // Centres of 4 pixels over 2: -0.25, 0.25, 0.75, 1.25, clamped at the ends.
        ImageSet row = new ImageSet(Shape.of(1, 1, 2, 1), 2, bytes(0, 100), new byte[1]);

        assertThat(row.resizedTo(1, 4).pixels()).containsExactly(bytes(0, 25, 75, 100));
    }

    @Test
    void rejectsALabelOutOfRange() {
        assertThatThrownBy(() -> new ImageSet(Shape.of(1, 1, 1, 1), 2, new byte[1], bytes(2)))
                .hasMessageContaining("label of image 0 (2)");
    }

    @Test
    void mapsGoWithTheirImages() {
        // Three images of 2x2, the maps beside them.
        byte[] maps = bytes(0, 0, 1, 255, 0, 0, 0, 0, 1, 1, 1, 0);
        ImageSet set = new ImageSet(Shape.of(1, 2, 2, 1), 2, counting(12), maps);

        assertThat(set.hasMaps()).isTrue();
        assertThat(set.count()).isEqualTo(3);
        assertThat(set.labelsPerImage()).isEqualTo(4);
        assertThat(set.imagesByClass()).containsExactly(3, 2);
        ImageSet some = set.subset(new int[] {2, 0});
        assertThat(some.pixels()).containsExactly(bytes(8, 9, 10, 11, 0, 1, 2, 3));
        assertThat(some.labels()).containsExactly(bytes(1, 1, 1, 0, 0, 0, 1, 255));
        assertThat(set.first(1).labels()).containsExactly(bytes(0, 0, 1, 255));
        ImageSet.Split split = set.split(1, 3);
        assertThat(split.train().count()).isEqualTo(2);
        assertThat(split.validation().labels()).hasSize(4);
        assertThatThrownBy(() -> set.label(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a class for each pixel");
    }

    @Test
    void mapsTakeTheNearestPixel() {
        // Centres of 2 pixels over 4: 1 and 3; of 4 over 2: the first two in pixel 0, the others in 1.
        ImageSet row = new ImageSet(Shape.of(1, 1, 4, 1), 4, new byte[4], bytes(0, 1, 2, 3));
        assertThat(row.resizedTo(1, 2).labels()).containsExactly(bytes(1, 3));
        ImageSet square = new ImageSet(Shape.of(1, 2, 2, 1), 4, new byte[4], bytes(0, 1, 255, 3));
        assertThat(square.resizedTo(2, 4).labels()).containsExactly(bytes(0, 0, 1, 1, 255, 255, 3, 3));
        // 3 over 2: centres 1/3, 1, 5/3.
        assertThat(square.resizedTo(3, 2).labels()).containsExactly(bytes(0, 1, 255, 3, 255, 3));
    }

    @Test
    void rejectsAMapWithALabelOutOfRange() {
        assertThatThrownBy(() -> new ImageSet(Shape.of(1, 1, 2, 1), 2, new byte[4], bytes(0, 1, 255, 2)))
                .hasMessageContaining("label of image 1 (2)");
        assertThatThrownBy(() -> new ImageSet(Shape.of(1, 1, 2, 1), 2, new byte[4], bytes(0, 1, 1)))
                .hasMessageContaining("4 pixels for 3 labels");
    }

    private static int ones(ImageSet set) {
        int n = 0;
        for (int i = 0; i < set.count(); i++) {
            n += set.label(i);
        }
        return n;
    }

    static byte[] counting(int n) {
        byte[] out = new byte[n];
        for (int i = 0; i < n; i++) {
            out[i] = (byte) i;
        }
        return out;
    }

    static byte[] bytes(int... values) {
        byte[] out = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            out[i] = (byte) values[i];
        }
        return out;
    }
}
