package io.tinsmith.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.memory.MemoryBudget;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.RuntimeFootprint;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConstraintsTest {
    private static final Candidate CANDIDATE = new Candidate(
            new Architecture(8, 1, new Stem(4, 3, 1), List.of(), 0, 2),
            new Cost(3_000, 3_000, 100, 500, 1_500, 2_000, new RunTime(9_000, 12_000)));

    @Test
    void namesEachBrokenLimitAndByHowMuch() {
        Constraints constraints = Constraints.of(new MemoryBudget(1_000, 2_000))
                .withMaxMacs(2_000)
                .with("training time", "s", 10, c -> c.cost().macs() / 100.0);
        Feasibility feasibility = constraints.check(CANDIDATE);
        assertThat(feasibility.fits()).isFalse();
        assertThat(feasibility.violations())
                .extracting(Feasibility.Violation::name)
                .containsExactly("SRAM", "MACs", "training time");
        assertThat(feasibility.violations().get(0).excess()).isEqualTo(0.5);
        assertThat(feasibility.excess()).isEqualTo(0.5 + 0.5 + 2.0);
    }

    @Test
    void boundsTheCycles() {
        Constraints constraints = Constraints.of(new MemoryBudget(10_000, 10_000));
        assertThat(constraints.withMaxCycles(12_000).check(CANDIDATE).fits()).isTrue();
        assertThat(constraints.withMaxCycles(11_999).check(CANDIDATE).violations())
                .extracting(Feasibility.Violation::name)
                .containsExactly("latency");
    }

    @Test
    void limitsAreInclusive() {
        assertThat(Constraints.of(new MemoryBudget(1_500, 2_000))
                        .check(CANDIDATE)
                        .fits())
                .isTrue();
    }

    @Test
    void rejectsALimitOfNothing() {
        Constraints constraints = Constraints.of(new MemoryBudget(1, 1));
        assertThatThrownBy(() -> constraints.withMaxMacs(0)).hasMessageContaining("MACs (0.0");
    }

    @Test
    void saysTheLeastThatWouldDo() {
        List<SearchSpace> spaces = SpaceFamilies.builtin("mobile-tiny").members(1, 10);
        CostModel costs = new CostModel(RuntimeFootprint.defaults(), PlannerOptions.thorough());
        LeastBudget least = LeastBudget.of(spaces, Constraints.of(new MemoryBudget(2_000, 256_000)), costs);
        long sram = least.candidate().cost().sramBytes();
        assertThat(least.text()).startsWith("SRAM ").endsWith(" bytes (limit 2,000)");
        Constraints enough = Constraints.of(new MemoryBudget(sram, 256_000));
        assertThat(LeastBudget.of(spaces, enough, costs).feasibility().fits()).isTrue();
        Constraints tooLittle = Constraints.of(new MemoryBudget(sram - 1, 256_000));
        assertThat(LeastBudget.of(spaces, tooLittle, costs).feasibility().fits())
                .isFalse();
    }
}
