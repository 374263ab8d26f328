package io.tinsmith.targets.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tinsmith.targets.Core;
import io.tinsmith.targets.InstructionCosts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads tables of costs (YAML) as {@code tinsmith calibrate} writes them, one of a core and of how kernels are compiled. */
public final class CostFiles {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private CostFiles() {}

    /** Either instructions or cycles by term. */
    private record Keys(
            @Nullable String core,
            @Nullable String kernels,
            @Nullable String optimize,
            @Nullable Map<String, Double> instructions,
            @Nullable Map<String, Double> cycles) {}

    /**
     * The table of a core that comes with Tinsmith, if there is one.
     *
     * @param suffix of the file's name, behind the core's
     */
    public static Optional<InstructionCosts> read(Core core, String suffix) {
        String file = "costs/" + core.gccName() + suffix + ".yaml";
        try (InputStream in = InstructionCosts.class.getResourceAsStream(file)) {
            return in == null ? Optional.empty() : Optional.of(parse(file, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("The resource (" + file + ") can't be read.", e);
        }
    }

    /**
     * Any other.
     *
     * @throws IllegalArgumentException if it cannot be read, or is none
     */
    public static InstructionCosts read(Path file) {
        try {
            return parse(file.toString(), Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "The file (" + file + ") is no table of costs: " + e.getOriginalMessage()
                            + "\nMaybe make it with tinsmith calibrate.",
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The file (" + file + ") of costs can't be read.\nMaybe make it with tinsmith calibrate.", e);
        }
    }

    private static InstructionCosts parse(String file, byte[] text) throws IOException {
        Keys keys = YAML.readValue(text, Keys.class);
        Map<String, Double> instructions = keys.instructions();
        Map<String, Double> cycles = keys.cycles();
        if (keys.kernels() == null || (instructions == null) == (cycles == null)) {
            throw new IllegalArgumentException(
                    "The table (" + file
                            + ") of costs must have kernels, and instructions or cycles.\nMaybe make it with tinsmith calibrate.");
        }
        String optimize = keys.optimize() == null ? "balanced" : keys.optimize();
        return instructions != null
                ? new InstructionCosts(keys.kernels(), optimize, InstructionCosts.Unit.INSTRUCTIONS, instructions)
                : new InstructionCosts(keys.kernels(), optimize, InstructionCosts.Unit.CYCLES, Map.copyOf(cycles));
    }
}
