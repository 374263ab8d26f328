package io.tinsmith.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ScheduleValidatorTest {
    private final Schedule good = MemoryPlanner.plan(TestGraphs.mobileNetV2(), PlannerOptions.thorough());

    @Test
    void findsAnOverlap() {
        int output = good.graph().ops().get(0).output();
        Schedule bad = withPlacement(
                output,
                p -> new Placement(
                        output,
                        good.placement(good.graph().inputs().get(0)).arenaOffsetBytes(),
                        p.sizeBytes(),
                        p.firstUse(),
                        p.lastUse()));
        rejects(bad, "overlaps");
    }

    @Test
    void findsAWrongLifetime() {
        int output = good.graph().ops().get(3).output();
        rejects(
                withPlacement(
                        output,
                        p -> new Placement(output, p.arenaOffsetBytes(), p.sizeBytes(), p.firstUse(), p.firstUse())),
                "is live in");
    }

    @Test
    void findsABufferOutsideTheArena() {
        int output = good.graph().ops().get(3).output();
        rejects(
                withPlacement(
                        output,
                        p -> new Placement(output, good.arenaBytes(), p.sizeBytes(), p.firstUse(), p.lastUse())),
                "leaves the arena");
    }

    @Test
    void findsAnOpThatRunsTooEarly() {
        List<Step> steps = new ArrayList<>(good.steps());
        Collections.swap(steps, 0, 1);
        rejects(new Schedule(good.graph(), steps, good.placements(), good.arenaBytes(), 0), "before its inputs");
    }

    @Test
    void findsARingThatIsTooShort() {
        rejects(
                withRing(r -> new Ring(r.tensor(), Math.max(1, r.rows() - 1), r.columns(), r.arenaOffsetBytes())),
                "lacks input rows");
    }

    @Test
    void findsRingsThatOverlap() {
        rejects(withRing(r -> new Ring(r.tensor(), r.rows(), r.columns(), 0)), "overlaps");
    }

    @Test
    void findsAnOutputThatCatchesUpWithItsInput() {
        Schedule fused = fused();
        Step.Stream stream = (Step.Stream) fused.steps().get(0);
        int output = fused.graph()
                .ops()
                .get(stream.ops().get(stream.ops().size() - 1))
                .output();
        Placement in = fused.placement(fused.graph().inputs().get(0));
        Placement out = fused.placement(output);
        // An output row takes 320 bytes, for which two rows of 240 are read: at the same start it falls behind and is
        // safe.
        assertThat(out.arenaOffsetBytes()).isLessThanOrEqualTo(in.arenaOffsetBytes());
        long ahead = in.arenaOffsetBytes() + 2000;
        List<Placement> placements = fused.placements().stream()
                .map(p -> p.tensor() == output
                        ? new Placement(output, ahead, p.sizeBytes(), p.firstUse(), p.lastUse())
                        : p)
                .toList();
        Schedule bad = new Schedule(fused.graph(), fused.steps(), placements, 2 * fused.arenaBytes(), 0);
        assertThatThrownBy(() -> ScheduleValidator.check(bad))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("step 0")
                .hasMessageMatching("(?s).*(over rows that it reads|lacks input rows).*");
    }

    private static Schedule fused() {
        Schedule fused = MemoryPlanner.plan(
                StreamGraphs.mcuNetVww1(), PlannerOptions.thorough().with(Fusion.FUSED));
        ScheduleValidator.check(fused);
        return fused;
    }

    /** The fused schedule with the rings of its first step changed. */
    private static Schedule withRing(UnaryOperator<Ring> change) {
        Schedule fused = fused();
        Step.Stream stream = (Step.Stream) fused.steps().get(0);
        List<Step> steps = new ArrayList<>(fused.steps());
        steps.set(
                0,
                new Step.Stream(
                        stream.ops(), stream.rings().stream().map(change).toList(), stream.accumulations()));
        return new Schedule(fused.graph(), steps, fused.placements(), fused.arenaBytes(), fused.lowerBoundBytes());
    }

    private Schedule withPlacement(int tensor, UnaryOperator<Placement> change) {
        List<Placement> placements = good.placements().stream()
                .map(p -> p.tensor() == tensor ? change.apply(p) : p)
                .toList();
        return new Schedule(good.graph(), good.steps(), placements, good.arenaBytes(), good.lowerBoundBytes());
    }

    private static void rejects(Schedule bad, String message) {
        assertThatThrownBy(() -> ScheduleValidator.check(bad))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
    }
}
