package io.tinsmith.cli.report;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the result can be made again from.
 *
 * @param versions of Tinsmith and the tools, by name
 * @param hashes SHA-256 by what was hashed
 * @param input how the network's input is made from what is measured, such as a spectrogram's frames and bands; empty
 *     where it is a picture's pixels
 */
public record Provenance(
        long seed, Map<String, String> versions, Map<String, String> hashes, Map<String, String> input) {
    public Provenance {
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
        input = Collections.unmodifiableMap(new TreeMap<>(input));
        hashes = Collections.unmodifiableMap(new TreeMap<>(hashes));
    }
}
