package io.tinsmith.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The official TFLite runtime (WebAssembly, in Node) as a witness. It is installed once into the build folder, at the
 * version and hash of the lock file; a missing Node is a failure, never a skipped test.
 */
final class OfficialRuntime {
    private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc", "run-tflite.mjs");
    private static final Path SOURCE = Path.of("src", "test", "js");

    private final Path folder;

    private OfficialRuntime(Path folder) {
        this.folder = folder;
    }

    /** The runtime, ready to run. */
    static synchronized OfficialRuntime prepare() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "official-runtime"));
        Path installedLock = folder.resolve("package-lock.json");
        Path module = folder.resolve("node_modules").resolve(".package-lock.json");
        boolean installed =
                Files.exists(module) && Files.mismatch(installedLock, SOURCE.resolve("package-lock.json")) == -1;
        for (String file : FILES) {
            Files.copy(SOURCE.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!installed) {
            start(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
        }
        return new OfficialRuntime(folder);
    }

    /**
     * A model and what it is given.
     *
     * @param inputs for each inference every input tensor, raw
     */
    record Job(byte[] model, byte[] inputs) {}

    /** Runs one inference after another; returns for each every output tensor, raw. */
    byte[] run(byte[] model, byte[] inputs) {
        return run(List.of(new Job(model, inputs))).get(0);
    }

    /** Runs one model after another, in one process. */
    List<byte[]> run(List<Job> jobs) {
        try {
            Path work = Files.createTempDirectory(folder, "run").toAbsolutePath();
            List<String> command = new ArrayList<>(List.of("node", "run-tflite.mjs"));
            List<Path> files = new ArrayList<>();
            for (int i = 0; i < jobs.size(); i++) {
                files.add(Files.write(
                        work.resolve("model" + i + ".tflite"), jobs.get(i).model()));
                files.add(Files.write(
                        work.resolve("inputs" + i + ".bin"), jobs.get(i).inputs()));
                files.add(work.resolve("outputs" + i + ".bin"));
            }
            files.forEach(file -> command.add(file.toString()));
            start(folder, command.toArray(String[]::new));
            List<byte[]> outputs = new ArrayList<>();
            for (int i = 0; i < jobs.size(); i++) {
                outputs.add(Files.readAllBytes(work.resolve("outputs" + i + ".bin")));
            }
            files.add(work);
            for (Path file : files) {
                Files.delete(file);
            }
            return outputs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(Path folder, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(
                        "The command (" + String.join(" ", command) + ") ended with " + code + ":\n" + text);
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The program (" + command[0] + ") of " + Arrays.toString(command) + " cannot be started.\n"
                            + "Maybe install Node.js 18 or later with npm: apt-get install nodejs npm.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + command[0] + ".", e);
        }
    }
}
