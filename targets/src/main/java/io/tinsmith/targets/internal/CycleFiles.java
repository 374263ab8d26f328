package io.tinsmith.targets.internal;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tinsmith.targets.Core;
import io.tinsmith.targets.CycleModel;
import io.tinsmith.targets.InstructionClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Cycles of instructions by core (YAML), which come with Tinsmith. */
public final class CycleFiles {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private record Keys(
            @JsonProperty(required = true) String core,
            @JsonProperty(required = true) String source,
            @JsonProperty(required = true) double band,
            @JsonProperty(required = true) double perWord,
            @JsonProperty(required = true) Map<String, Double> cycles,
            @JsonProperty(required = true) TypicalKeys typical) {}

    private record TypicalKeys(
            @JsonProperty(required = true) double cycles,
            @JsonProperty(required = true) double flashLines,
            @JsonProperty(required = true) double spread) {}

    private CycleFiles() {}

    /** The model of a core. */
    public static CycleModel read(Core core) {
        String file = "cycles/" + core.gccName() + ".yaml";
        try (InputStream in = CycleModel.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The resource (" + file + ") is missing from Tinsmith itself.");
            }
            Keys keys = YAML.readValue(in, Keys.class);
            Map<InstructionClass, Double> cycles = new EnumMap<>(InstructionClass.class);
            keys.cycles()
                    .forEach((name, cost) -> cycles.put(InstructionClass.valueOf(name.toUpperCase(Locale.ROOT)), cost));
            TypicalKeys typical = keys.typical();
            return new CycleModel(
                    Core.byGccName(keys.core()),
                    keys.source(),
                    cycles,
                    keys.perWord(),
                    keys.band(),
                    new CycleModel.Typical(typical.cycles(), typical.flashLines(), typical.spread()));
        } catch (IOException e) {
            throw new UncheckedIOException("The resource (" + file + ") can't be read.", e);
        }
    }
}
