package io.tinsmith.cli.command;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.ExitCodes;
import io.tinsmith.cli.design.StageStore;
import io.tinsmith.cli.export.KerasScript;
import io.tinsmith.graph.DType;
import io.tinsmith.search.Network;
import io.tinsmith.search.Networks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The structure of a network for other programs. */
@Command(
        name = "export",
        description =
                "Writes the structure of a network, found or your own, as a Keras script or as an architecture file.",
        footer = {
            "",
            "Examples:",
            "  tinsmith export design-out --format keras --out network.py",
            "  tinsmith export architecture.yaml"
        })
public final class ExportCommand extends TinsmithSubcommand {
    /** What may be written. */
    enum Format {
        keras,
        yaml
    }

    @Parameters(paramLabel = "RUN_OR_FILE", description = "The folder of a design, or an architecture as .yaml.")
    private Path source = Path.of("");

    @Option(names = "--format", paramLabel = "FORMAT", description = "keras or yaml. Default: ${DEFAULT-VALUE}")
    private Format format = Format.keras;

    @Option(names = "--out", paramLabel = "FILE", description = "Write here. Default: to the terminal.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        Path file = Files.isDirectory(source) ? source.resolve("architecture.yaml") : source;
        Models.requireFile(file);
        Network network = read(file);
        String text = switch (format) {
            case yaml -> network.toYaml();
            case keras -> KerasScript.of(network.toGraph(DType.FLOAT32), network.summary());
        };
        if (out == null) {
            text.lines().forEach(console()::line);
            return ExitCodes.OK;
        }
        StageStore.write(out, text.getBytes(StandardCharsets.UTF_8));
        console().line("Written to " + out);
        return ExitCodes.OK;
    }

    private static Network read(Path file) {
        try {
            return Networks.read(file);
        } catch (IllegalArgumentException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandException("The file (" + file + ") cannot be read.\nMaybe check its rights.", e);
        }
    }
}
