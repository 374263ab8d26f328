package io.tinsmith.cli.report;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the result can be made again from.
 *
 * @param versions of Tinsmith and the tools, by name
 * @param hashes SHA-256 by what was hashed
 */
public record Provenance(long seed, Map<String, String> versions, Map<String, String> hashes) {
    public Provenance {
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
        hashes = Collections.unmodifiableMap(new TreeMap<>(hashes));
    }
}
