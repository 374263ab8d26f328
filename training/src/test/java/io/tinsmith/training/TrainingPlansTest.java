package io.tinsmith.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.Shape;
import org.junit.jupiter.api.Test;

class TrainingPlansTest {
    private final Shape colour = Shape.of(1, 32, 32, 3);

    @Test
    void neverMirrorsSymbolsAndSpectrograms() {
        for (int epochs : new int[] {8, 100}) {
            assertThat(TrainingPlans.augmentation(Dataset.Kind.PHOTOS, colour, epochs)
                            .flip())
                    .isTrue();
            assertThat(TrainingPlans.augmentation(Dataset.Kind.SYMBOLS, colour, epochs)
                            .flip())
                    .isFalse();
            assertThat(TrainingPlans.augmentation(Dataset.Kind.SPECTROGRAMS, colour, epochs)
                            .flip())
                    .isFalse();
        }
    }

    @Test
    void shiftsPhotosInLongTrainingsOnly() {
        assertThat(TrainingPlans.augmentation(Dataset.Kind.PHOTOS, colour, 8)
                        .shift()
                        .rows())
                .isZero();
        assertThat(TrainingPlans.augmentation(Dataset.Kind.PHOTOS, colour, 60)
                        .shift()
                        .rows())
                .isEqualTo(4);
    }

    @Test
    void balancesWhereClassesDiffer() {
        ImageSet uneven = images(90, 10);
        assertThat(TrainingPlans.standard(Dataset.Kind.TENSORS, uneven, 8, 1)
                        .refinements()
                        .balanced())
                .isTrue();
        assertThat(TrainingPlans.standard(Dataset.Kind.TENSORS, images(50, 50), 8, 1)
                        .refinements()
                        .balanced())
                .isFalse();
    }

    @Test
    void smallSetsTakeSmallBatchesAndMoreEpochs() {
        assertThat(TrainingPlans.standard(Dataset.Kind.PHOTOS, images(8, 8), 8, 1)
                        .batch())
                .isEqualTo(8);
        assertThat(TrainingPlans.standard(Dataset.Kind.PHOTOS, images(50, 50), 8, 1)
                        .batch())
                .isEqualTo(32);
        assertThat(TrainingPlans.standard(Dataset.Kind.PHOTOS, images(5000, 5000), 8, 1)
                        .batch())
                .isEqualTo(128);
        assertThat(TrainingPlans.mostEpochs(50_000)).isEqualTo(80);
        assertThat(TrainingPlans.mostEpochs(2_430)).isEqualTo(329);
        assertThat(TrainingPlans.leastEpochs(Dataset.Kind.PHOTOS, colour, 45_000, 4200))
                .isEqualTo(80);
        // A quarter of the time: half of the images, 2 million.
        assertThat(TrainingPlans.leastEpochs(Dataset.Kind.PHOTOS, colour, 45_000, 1050))
                .isEqualTo(44);
        assertThat(TrainingPlans.leastEpochs(Dataset.Kind.PHOTOS, Shape.of(1, 28, 28, 1), 55_000, 4200))
                .isEqualTo(8);
    }

    @Test
    void pixelsWeighAlike() {
        ImageSet maps = new ImageSet(Shape.of(1, 2, 2, 1), 2, new byte[4], new byte[] {0, 0, 0, 1});
        assertThat(TrainingPlans.standard(Dataset.Kind.PHOTOS, maps, 4, 1)
                        .refinements()
                        .balanced())
                .isFalse();
    }

    private static ImageSet images(int first, int second) {
        byte[] labels = new byte[first + second];
        java.util.Arrays.fill(labels, first, labels.length, (byte) 1);
        return new ImageSet(Shape.of(1, 1, 1, 1), 2, new byte[labels.length], labels);
    }
}
