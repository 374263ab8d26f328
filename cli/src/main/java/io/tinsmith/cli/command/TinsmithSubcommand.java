package io.tinsmith.cli.command;

import io.tinsmith.cli.Verbosity;
import io.tinsmith.cli.console.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
}
