package io.tinsmith.benchmarks;

import io.tinsmith.benchmarks.fuzz.FuzzCommand;
import io.tinsmith.benchmarks.tabular.Tabular;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks, each a command. */
@Command(
        name = "benchmarks/run",
        description = "Times and tries parts of Tinsmith on this machine.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "NAME",
        subcommands = {
            TinyNasSweep.class,
            PlanTimes.class,
            Candidates.class,
            SupernetRanking.class,
            Headline.class,
            TflmArenaTable.class,
            QuantizerTable.class,
            FuzzCommand.class,
            Tabular.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }
}
