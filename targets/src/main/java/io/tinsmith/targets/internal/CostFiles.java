package io.tinsmith.targets.internal;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tinsmith.targets.Core;
import io.tinsmith.targets.InstructionCosts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** Reads the tables of instruction costs, one YAML file a core, as scripts/calibrate writes them. */
public final class CostFiles {
    private CostFiles() {}

    private record Keys(String core, String kernels, Map<String, Double> instructions) {}

    /** The table of a core that was measured. */
    public static InstructionCosts read(Core core) {
        String file = "costs/" + core.gccName() + ".yaml";
        try (InputStream in = InstructionCosts.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The resource (" + file + ") is missing from Tinsmith itself.");
            }
            Keys keys = YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .build()
                    .readValue(in.readAllBytes(), Keys.class);
            return new InstructionCosts(keys.kernels(), keys.instructions());
        } catch (IOException e) {
            throw new UncheckedIOException("The resource (" + file + ") can't be read.", e);
        }
    }
}
