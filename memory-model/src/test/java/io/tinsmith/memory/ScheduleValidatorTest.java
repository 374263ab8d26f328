package io.tinsmith.memory;

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
