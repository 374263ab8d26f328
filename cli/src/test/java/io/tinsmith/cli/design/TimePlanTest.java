package io.tinsmith.cli.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimePlanTest {
    private static final Graph ANY = any();

    @Test
    void partsAddUpToTheBudget() {
        for (double total : new double[] {1, 40, 360, 7200}) {
            TimePlan plan = TimePlan.of(total);
            assertThat(plan.searchSeconds() + plan.raceSeconds() + plan.trainSeconds() + plan.proofSeconds())
                    .isCloseTo(total, within(1e-9));
            assertThat(plan.trainSeconds()).isGreaterThan(plan.raceSeconds());
        }
    }

    @Test
    void aSupernetHasAQuarterOfRaceAndTraining() {
        // 360 s less 90 s of proof and 30 s of search are 240 s: a quarter of them, then a fifth of the rest.
        TimePlan plan = TimePlan.of(360, DesignStrategy.EVOLUTION, CandidateAccuracy.SUPERNET);
        assertThat(plan).isEqualTo(new TimePlan(30, 60, 36, 144, 90));
        assertThat(plan.text()).isEqualTo("search 30 s, supernet 60 s, race 36 s, training 144 s, proof 90 s");
        assertThat(TimePlan.of(360, DesignStrategy.EVOLUTION, CandidateAccuracy.PROXY)
                        .text())
                .isEqualTo("search 30 s, race 48 s, training 192 s, proof 90 s");
        assertThat(TimePlan.of(360, DesignStrategy.ASHA, CandidateAccuracy.PROXY)
                        .text())
                .isEqualTo("search 78 s, training 192 s, proof 90 s");
    }

    @Test
    void wholeEpochsWhereTheyFit() {
        // 3 s to start, 1 ms an image: (103 - 3) s are 100,000 images, 10 epochs of 10,000.
        assertThat(TrainingAmounts.within(103, ANY, (g, n) -> 3 + n * 1e-3, 10_000))
                .isEqualTo(new TrainingAmounts(10_000, 10));
    }

    @Test
    void oneEpochOfAPartWhereNotEvenOneFits() {
        assertThat(TrainingAmounts.within(8, ANY, (g, n) -> 3 + n * 1e-3, 10_000))
                .isEqualTo(new TrainingAmounts(5_000, 1));
    }

    @Test
    void someImagesEvenWhereThereIsNoTime() {
        assertThat(TrainingAmounts.within(0.001, ANY, (g, n) -> 3 + n * 1e-3, 10_000))
                .isEqualTo(new TrainingAmounts(2_560, 1));
    }

    @Test
    void severalAreTrainedAsMuchAsEachOther() {
        // Twice 3 s to start and 1 ms an image: 200 s more are 10 epochs of 10,000 for each of the two.
        assertThat(TrainingAmounts.forEach(206, List.of(ANY, ANY), (g, n) -> 3 + n * 1e-3, 10_000))
                .isEqualTo(new TrainingAmounts(10_000, 10));
    }

    private static Graph any() {
        GraphBuilder b = new GraphBuilder("any", DType.FLOAT32);
        int x = b.input("x", Shape.of(1, 4));
        return b.build(b.fullyConnected("y", x, 2, Activation.NONE));
    }

    @Test
    void quantizationAwareEpochsCountThreefold() {
        assertThat(new TrainingAmounts(1000, 20).leaving(0)).isEqualTo(new TrainingAmounts(1000, 20));
        assertThat(new TrainingAmounts(1000, 20).leaving(3)).isEqualTo(new TrainingAmounts(1000, 11));
        assertThat(new TrainingAmounts(1000, 1).leaving(3)).isEqualTo(new TrainingAmounts(1000, 1));
    }
}
