package io.tinsmith.cli;

import io.tinsmith.cli.command.AnalyzeCommand;
import io.tinsmith.cli.command.BenchCommand;
import io.tinsmith.cli.command.BlocksCommand;
import io.tinsmith.cli.command.BoardsCommand;
import io.tinsmith.cli.command.CalibrateCommand;
import io.tinsmith.cli.command.DatasetsCommand;
import io.tinsmith.cli.command.DesignCommand;
import io.tinsmith.cli.command.ExportCommand;
import io.tinsmith.cli.command.GenerateCommand;
import io.tinsmith.cli.command.ProfileCommand;
import io.tinsmith.cli.command.QuantizeCommand;
import io.tinsmith.cli.command.ScoreCommand;
import io.tinsmith.cli.command.SpacesCommand;
import io.tinsmith.cli.command.ZooCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command without a sub-command: prints the help. */
@Command(
        name = "tinsmith",
        subcommands = {
            DesignCommand.class,
            AnalyzeCommand.class,
            QuantizeCommand.class,
            GenerateCommand.class,
            BenchCommand.class,
            ProfileCommand.class,
            CalibrateCommand.class,
            BoardsCommand.class,
            DatasetsCommand.class,
            SpacesCommand.class,
            ScoreCommand.class,
            BlocksCommand.class,
            ZooCommand.class,
            ExportCommand.class
        },
        description = "Designs int8 networks for microcontrollers: from a memory budget to proven firmware.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ok", "1:failure", "2:wrong usage", "3:nothing fits the budget", "130:interrupted"},
        footer = {"", "Example:", "  tinsmith design --board netduino-plus-2 --sram 100KB --flash 256KB"})
final class TinsmithCommand implements Runnable, Verbosity.Holder {
    @Mixin
    private final Verbosity verbosity = new Verbosity();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }

    @Override
    public Verbosity verbosity() {
        return verbosity;
    }
}
