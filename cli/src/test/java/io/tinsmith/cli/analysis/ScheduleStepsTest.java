package io.tinsmith.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.cli.report.ArenaMap;
import io.tinsmith.cli.report.ScheduleReport;
import io.tinsmith.cli.report.StepRow;
import org.junit.jupiter.api.Test;

class ScheduleStepsTest {
    @Test
    void showsStripsWithWhatTheyComputeAgain() {
        ScheduleReport report = ScheduleSteps.report("fused", HandMadeSchedules.stripsAndGroups());
        StepRow strips = report.steps().get(0);
        assertThat(strips.kind()).isEqualTo(StepRow.Kind.STRIPS);
        assertThat(strips.kindText()).isEqualTo("strips x2");
        assertThat(strips.ops()).containsExactly(0, 1, 2);
        assertThat(strips.firstOp()).isEqualTo("expanded");
        assertThat(strips.lastOp()).isEqualTo("projected");
        // Two strips compute 5 of 8 columns of the expanded tensor: 2 columns of 8 pixels of 4 * 16 MACs twice.
        assertThat(strips.recomputedMacs()).isEqualTo(2 * 8 * 4 * 16);
        // Image and projected tensor; three slots of 5 columns, one of 4, of 16 channels.
        assertThat(strips.tensorBytes()).isEqualTo(256 + 256);
        assertThat(strips.ringBytes()).isEqualTo(3 * 5 * 16 + 4 * 16);
        assertThat(strips.rings()).extracting(StepRow.Ring::name).containsExactly("expanded", "filtered");
        assertThat(strips.liveBytes()).isEqualTo(512 + 304);
        assertThat(report.recomputedMacs()).isEqualTo(strips.recomputedMacs());
        assertThat(report.arena().peakStep()).isZero();
    }

    @Test
    void showsGroupsOfChannelsAsScratch() {
        ScheduleReport report = ScheduleSteps.report("fused", HandMadeSchedules.stripsAndGroups());
        StepRow grouped = report.steps().get(1);
        assertThat(grouped.kind()).isEqualTo(StepRow.Kind.GROUPED);
        assertThat(grouped.scratchBytes()).isEqualTo(256);
        assertThat(grouped.recomputedMacs()).isZero();
        assertThat(report.arena().blocks())
                .contains(new ArenaMap.Block("mean scratch", ArenaMap.Kind.SCRATCH, -1, 512, 256, 1, 1));
    }

    @Test
    void showsSplitsWithTheirScratch() {
        StepRow split = ScheduleSteps.report("fused", HandMadeSchedules.splitAndGroups())
                .steps()
                .get(0);
        assertThat(split.kind()).isEqualTo(StepRow.Kind.SPLIT);
        assertThat(split.kindText()).isEqualTo("split x1");
        // Sums of 8 pixels of 4 channels; of 4 channels, 3 expanded rows and a filtered one.
        assertThat(split.scratchBytes()).isEqualTo(4 * 8 * 4 + 4 * (3 * 8 + 8));
        // Of 8 rows 6 are read by three rows and 2 by two: 22 rows in place of 8.
        assertThat(split.recomputedMacs()).isEqualTo((22 - 8) * 8 * 4 * 16);
    }
}
