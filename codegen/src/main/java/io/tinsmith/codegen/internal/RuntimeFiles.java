package io.tinsmith.codegen.internal;

import io.tinsmith.firmware.FirmwareResources;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The files of the runtime that a model uses: those of its kernels, and what they include. */
final class RuntimeFiles {
    private static final Pattern INCLUDE = Pattern.compile("(?m)^\\s*#\\s*include\\s+\"([^\"]+)\"");
    private static final List<String> ALWAYS =
            List.of("tns_kernels.h", "tns_requantize.h", "tns_status.h", "tns_version.h");

    private RuntimeFiles() {}

    /**
     * Paths such as {@code runtime/tns_conv_s8.c}, ascending.
     *
     * @param kernels names of sources, or of headers that have none
     */
    static SortedSet<String> of(Collection<String> kernels) {
        Deque<String> open = new ArrayDeque<>();
        ALWAYS.forEach(header -> open.add("runtime/" + header));
        List<String> packaged = FirmwareResources.list("runtime");
        kernels.stream()
                .map(kernel -> "runtime/" + kernel)
                .map(kernel -> kernel + (packaged.contains(kernel + ".c") ? ".c" : ".h"))
                .forEach(open::add);
        SortedSet<String> files = new TreeSet<>();
        while (!open.isEmpty()) {
            String file = open.remove();
            if (files.add(file)) {
                // A helper that kernels share has a header and a source of one name.
                String source = file.replaceFirst("\\.h$", ".c");
                if (packaged.contains(source)) {
                    open.add(source);
                }
                INCLUDE.matcher(FirmwareResources.read(file))
                        .results()
                        .map((MatchResult match) -> "runtime/" + match.group(1))
                        .forEach(open::add);
            }
        }
        return files;
    }
}
