package io.tinsmith.training.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Shape;
import io.tinsmith.training.Augmentation;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.SoftTargets;
import io.tinsmith.training.TrainingPlan;
import io.tinsmith.training.TrainingPlan.Refinements;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetsTest {
    // Classes 0, 0, 0, 1.
    private final ImageSet images = new ImageSet(Shape.of(1, 1, 1, 1), 2, new byte[4], new byte[] {0, 0, 0, 1});
    private final TrainingPlan plan = new TrainingPlan(1, 2, 0.1, 0, 0, 0.2, Augmentation.none(), 1);

    @Test
    void smoothsLabels() {
        float[] out = new float[2];
        new Targets(images, plan, Optional.empty()).write(3, out, 0);
        // 0.8 to the label, 0.1 to each.
        assertThat(out).containsExactly(new float[] {0.1f, 0.9f}, within(1e-6f));
    }

    @Test
    void mixesInTheTeacher() {
        // A difference of 2 at temperature 2 is one of 1: e / (1 + e) = 0.7311.
        SoftTargets teacher = SoftTargets.of(new float[] {0, 0, 0, 0, 0, 0, 3, 1}, 2, 2, 0.5);
        assertThat(teacher.probabilities()[6]).isCloseTo(0.7311f, within(1e-4f));

        float[] out = new float[2];
        new Targets(images, plan, Optional.of(teacher)).write(3, out, 0);
        // Half of (0.1, 0.9) and half of (0.7311, 0.2689).
        assertThat(out).containsExactly(new float[] {0.41555f, 0.58445f}, within(1e-4f));

        SoftTargets few = new SoftTargets(new float[2], 0.5);
        assertThatThrownBy(() -> new Targets(images, plan, Optional.of(few)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 soft targets for 4 training images");
    }

    @Test
    void writesARowForEachPixelThatCounts() {
        byte[] map = {0, 1, (byte) 255, 0};
        ImageSet maps = new ImageSet(Shape.of(1, 2, 2, 1), 2, new byte[4], map);
        float[] out = new float[10];
        float[] weights = new float[5];
        new Targets(maps, plan, Optional.empty()).write(map, out, 2, weights, 1);

        assertThat(out).containsExactly(new float[] {0, 0, 0.9f, 0.1f, 0.1f, 0.9f, 0, 0, 0.9f, 0.1f}, within(1e-6f));
        // 3 of 4 pixels count: the mean over 4 is that over 3.
        assertThat(weights).containsExactly(new float[] {0, 4 / 3f, 4 / 3f, 0, 4 / 3f}, within(1e-6f));
        Targets balanced = new Targets(maps, plan.with(new Refinements(0, true, 0)), Optional.empty());
        balanced.write(map, out, 2, weights, 1);
        // Classes of 2 and 1 pixels: 3/2/2 and 3/2/1, times 4/3.
        assertThat(weights).containsExactly(new float[] {0, 1, 2, 0, 1}, within(1e-6f));
        SoftTargets teacher = SoftTargets.of(new float[2], 2, 1, 0.5);
        assertThatThrownBy(() -> new Targets(maps, plan, Optional.of(teacher)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a class for each pixel", "Maybe");
    }

    @Test
    void balancesClassesWhenAsked() {
        assertThat(new Targets(images, plan, Optional.empty()).weight(3)).isEqualTo(1f);
        Targets balanced = new Targets(images, plan.with(new Refinements(0, true, 0)), Optional.empty());
        // Each class weighs 2 in all: 3 * 2/3 and 1 * 2.
        assertThat(balanced.weight(0)).isCloseTo(2 / 3f, within(1e-6f));
        assertThat(balanced.weight(3)).isEqualTo(2f);
    }
}
