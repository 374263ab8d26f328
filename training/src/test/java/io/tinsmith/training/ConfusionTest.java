package io.tinsmith.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Shape;
import org.junit.jupiter.api.Test;

class ConfusionTest {
    @Test
    void countsPixelsThatAreOfAClass() {
        // Classes 0 0 1 1 2 and one pixel of none.
        byte[] labels = ImageSetTest.bytes(0, 0, 1, 1, 2, 255);
        ImageSet maps = new ImageSet(Shape.of(1, 2, 3, 1), 4, new byte[6], labels);
        Confusion c = Confusion.of(maps, ImageSetTest.bytes(0, 1, 1, 1, 0, 3));

        assertThat(c.right()).isEqualTo(3);
        assertThat(c.counted()).isEqualTo(5);
        assertThat(c.accuracy()).isCloseTo(0.6, within(1e-12));
        // Class 0: both 1, either 3; class 1: 2 of 3; class 2: 0 of 1; nothing is of class 3.
        assertThat(c.meanIou()).isCloseTo((1 / 3.0 + 2 / 3.0) / 3, within(1e-12));
    }

    @Test
    void ofNothingIsZero() {
        ImageSet none = new ImageSet(Shape.of(1, 1, 2, 1), 2, new byte[2], ImageSetTest.bytes(255, 255));
        Confusion c = Confusion.of(none, new byte[2]);

        assertThat(c.accuracy()).isZero();
        assertThat(c.meanIou()).isZero();
        assertThatThrownBy(() -> Confusion.of(none, ImageSetTest.bytes(0, 2))).hasMessageContaining("says class 2");
        assertThatThrownBy(() -> Confusion.of(none, new byte[1])).hasMessageContaining("1 classes for 2 labels");
    }
}
