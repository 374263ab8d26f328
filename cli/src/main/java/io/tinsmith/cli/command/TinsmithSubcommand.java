package io.tinsmith.cli.command;

import io.tinsmith.cli.Verbosity;
import io.tinsmith.cli.console.Console;
import io.tinsmith.targets.Board;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all sub-commands share. */
@Command
public abstract class TinsmithSubcommand implements Callable<Integer>, Verbosity.Holder {
    @Mixin
    private final Verbosity verbosity = new Verbosity();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Verbosity verbosity() {
        return verbosity;
    }

    protected Console console() {
        return Console.of(spec.commandLine().getOut());
    }

    protected CommandSpec spec() {
        return spec;
    }

    /** Bytes that the program may have. The default is cut to the board; what was asked for is not. */
    protected final long budget(String option, @Nullable Long asked, Board board, long onBoard, long byDefault) {
        if (asked == null) {
            return Math.min(byDefault, onBoard);
        }
        if (asked > onBoard || asked < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The " + option + " (" + asked + " bytes) must be from 1 to what the board (" + board.name()
                            + ") has, " + onBoard + " bytes.\nMaybe choose another board: tinsmith boards");
        }
        return asked;
    }
}
