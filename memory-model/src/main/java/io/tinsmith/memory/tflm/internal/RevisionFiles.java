package io.tinsmith.memory.tflm.internal;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tinsmith.memory.tflm.TflmRevision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Reads the tables of revisions, one YAML file each. */
public final class RevisionFiles {
    private RevisionFiles() {}

    private record Keys(
            String revision, String date, String source, int scratchRequestsPerOp, Map<String, int[]> structs) {}

    /** The table of a revision. */
    public static TflmRevision read(String revision) {
        String file = revision + ".yaml";
        try (InputStream in = TflmRevision.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The resource (" + file + ") is missing from Tinsmith itself.");
            }
            Keys keys = YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .build()
                    .readValue(in.readAllBytes(), Keys.class);
            Map<String, TflmRevision.Struct> structs = new TreeMap<>();
            keys.structs().forEach((name, sizes) -> structs.put(name, new TflmRevision.Struct(sizes[0], sizes[1])));
            return new TflmRevision(keys.revision(), keys.date(), keys.source(), keys.scratchRequestsPerOp(), structs);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource (" + file + ") can't be read.", e);
        }
    }
}
