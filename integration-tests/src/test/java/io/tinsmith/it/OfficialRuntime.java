package io.tinsmith.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
     * Runs one inference after another.
     *
     * @param inputs for each inference every input tensor, raw
     * @return for each inference every output tensor, raw
     */
    byte[] run(byte[] model, byte[] inputs) {
        try {
            Path work = Files.createTempDirectory(folder, "run");
            Path modelFile = Files.write(work.resolve("model.tflite"), model);
            Path inputFile = Files.write(work.resolve("inputs.bin"), inputs);
            Path outputFile = work.resolve("outputs.bin");
            start(
                    folder,
                    "node",
                    "run-tflite.mjs",
                    modelFile.toAbsolutePath().toString(),
                    inputFile.toAbsolutePath().toString(),
                    outputFile.toAbsolutePath().toString());
            byte[] outputs = Files.readAllBytes(outputFile);
            for (Path file : List.of(modelFile, inputFile, outputFile, work)) {
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
