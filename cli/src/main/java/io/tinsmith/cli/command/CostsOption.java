package io.tinsmith.cli.command;

import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.InstructionCosts;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What predictions of time rest on. */
final class CostsOption {
    @Option(
            names = "--costs",
            paramLabel = "FILE",
            description =
                    "A table of costs that tinsmith calibrate wrote. Default: the one of the board's core that comes "
                            + "with Tinsmith")
    private @Nullable Path file;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** The table that was given. */
    Optional<InstructionCosts> costs() {
        if (file == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(InstructionCosts.read(file));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    LatencyModel model(Board board, Optimize optimize) {
        return costs().map(costs -> LatencyModel.of(board, optimize, costs))
                .orElseGet(() -> LatencyModel.of(board, optimize));
    }
}
