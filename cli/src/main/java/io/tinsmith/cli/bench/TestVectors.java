package io.tinsmith.cli.bench;

import io.tinsmith.cli.CommandException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Inputs and the outputs that the Java interpreter gives for them, as {@code vectors/inputs.bin} and
 * {@code vectors/outputs.bin}: for each inference all its tensors, int8, one after the
 * other.
 */
public record TestVectors(List<byte[]> inputs, List<byte[]> outputs) {
    private static final String INPUTS = "vectors/inputs.bin";
    private static final String OUTPUTS = "vectors/outputs.bin";

    public TestVectors {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        if (inputs.size() != outputs.size() || inputs.isEmpty()) {
            throw new IllegalArgumentException("There are " + inputs.size() + " inputs for " + outputs.size()
                    + " outputs.\nMaybe the files are of different models.");
        }
    }

    /** By path in a firmware directory. */
    public Map<String, byte[]> files() {
        return Map.of(INPUTS, joined(inputs), OUTPUTS, joined(outputs));
    }

    /**
     * Reads the vectors of a directory.
     *
     * @param inputBytes of all inputs of one inference
     * @param outputBytes of all its outputs
     */
    public static TestVectors read(Path directory, int inputBytes, int outputBytes) {
        return new TestVectors(
                split(directory.resolve(INPUTS), inputBytes), split(directory.resolve(OUTPUTS), outputBytes));
    }

    private static byte[] joined(List<byte[]> tensors) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tensors.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static List<byte[]> split(Path file, int size) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CommandException(
                    "The test vectors (" + file + ") cannot be read.\nMaybe generate the firmware again.", e);
        }
        if (bytes.length == 0 || bytes.length % size != 0) {
            throw new CommandException("The test vectors (" + file + ") have " + bytes.length
                    + " bytes, not a multiple of " + size + ".\nMaybe generate the firmware again.");
        }
        List<byte[]> tensors = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += size) {
            tensors.add(Arrays.copyOfRange(bytes, at, at + size));
        }
        return tensors;
    }
}
