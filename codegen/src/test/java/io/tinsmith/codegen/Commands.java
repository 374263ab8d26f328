package io.tinsmith.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs in tests. */
public final class Commands {
    private Commands() {}

    public record Result(int exitCode, String output) {}

    /** Runs a program to its end, its standard input from a file if there is one, both outputs together. */
    public static Result run(Path directory, byte[] input, List<String> command)
            throws IOException, InterruptedException {
        Path in = Files.createTempFile("input", ".bin");
        Path out = Files.createTempFile("output", ".txt");
        try {
            Files.write(in, input);
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .start();
            if (!process.waitFor(15, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
                throw new IOException("The command (" + command + ") did not end.");
            }
            return new Result(process.exitValue(), Files.readString(out));
        } finally {
            Files.delete(in);
            Files.delete(out);
        }
    }

    public static Result run(Path directory, String... command) throws IOException, InterruptedException {
        return run(directory, new byte[0], List.of(command));
    }
}
