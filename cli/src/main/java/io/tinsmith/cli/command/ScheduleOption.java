package io.tinsmith.cli.command;

import io.tinsmith.cli.analysis.Moves;
import io.tinsmith.memory.Fusion;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the ops of a network may be run; for the commands that plan memory. */
final class ScheduleOption {
    @Option(
            names = "--schedule",
            paramLabel = "KIND",
            description = "layer: op by op; inplace: also over inputs that die; fused: also row by row. Default: fused",
            defaultValue = "fused",
            converter = Conversions.Schedule.class)
    private Fusion fusion = Fusion.FUSED;

    @Option(
            names = "--max-overhead",
            paramLabel = "FACTOR",
            description =
                    "With fused: MACs, those that are computed again included, over those of the network, at most. "
                            + "Default: 1, nothing twice",
            defaultValue = "1",
            converter = Conversions.Factor.class)
    private double maxOverhead = 1;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    boolean isGiven() {
        return spec.commandLine().getParseResult().hasMatchedOption("--schedule")
                || spec.commandLine().getParseResult().hasMatchedOption("--max-overhead");
    }

    /** What was asked for, the input whole. */
    Moves moves() {
        return moves(false);
    }

    Moves moves(boolean inputByRows) {
        try {
            return new Moves(fusion, maxOverhead, inputByRows);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
