package io.tinsmith.cli.command;

import io.tinsmith.cli.Verbosity;
import io.tinsmith.cli.console.Console;
import io.tinsmith.targets.Board;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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

    /** What a name stands for; one that is not known is wrong usage. */
    protected final <T> T asUsage(Supplier<T> named) {
        try {
            return named.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Checks the value of an option that may be left out.
     *
     * @param what begins with the option's name and says what its value must be
     */
    protected final void require(boolean holds, String what) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), "The " + what + ".\nMaybe leave it out.");
        }
    }

    /** A value for an option that may have none may be what was meant to be read: nothing else may be written over. */
    protected final void requireEnding(String option, Path path, String ending) {
        if (!path.toString().toLowerCase(Locale.ROOT).endsWith(ending)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The " + option + " (" + path + ") does not end in " + ending
                            + ".\nMaybe add it, or put what is to be read first: tinsmith " + spec.name() + " PATH "
                            + option);
        }
    }
}
