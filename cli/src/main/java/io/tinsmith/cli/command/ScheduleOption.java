package io.tinsmith.cli.command;

import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.PlannerOptions;
import picocli.CommandLine.Option;

/** How the ops of a network may be run; for the commands that plan memory. */
final class ScheduleOption {
    @Option(
            names = "--schedule",
            paramLabel = "KIND",
            description = "layer: op by op; inplace: also over inputs that die; fused: also row by row. Default: fused",
            defaultValue = "fused",
            converter = Conversions.Schedule.class)
    private Fusion fusion = Fusion.FUSED;

    Fusion fusion() {
        return fusion;
    }

    /** Options for a network that will be built. */
    PlannerOptions planner() {
        return PlannerOptions.thorough().with(fusion);
    }
}
