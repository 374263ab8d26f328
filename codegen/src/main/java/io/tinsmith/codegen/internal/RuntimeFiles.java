package io.tinsmith.codegen.internal;

import io.tinsmith.firmware.FirmwareResources;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the runtime that a model uses: those of its kernels, and what they include. */
final class RuntimeFiles {
    private static final Pattern INCLUDE = Pattern.compile("(?m)^\\s*#\\s*include\\s+\"([^\"]+)\"");
    private static final List<String> ALWAYS =
            List.of("tns_kernels.h", "tns_paths.h", "tns_requantize.h", "tns_status.h", "tns_version.h");

    private static final String FOLDER = "runtime/";

    private RuntimeFiles() {}

    /**
     * Paths such as {@code runtime/tns_conv_s8.c}, ascending.
     *
     * @param kernels names of sources, or of headers that have none; what the runtime does not have is none of it
     */
    static SortedSet<String> of(Collection<String> kernels) {
        return of(kernels, Set.of());
    }

    /** @param without names of sources that are left out, and with them what only they need */
    static SortedSet<String> of(Collection<String> kernels, Set<String> without) {
        Deque<String> open = new ArrayDeque<>();
        ALWAYS.forEach(header -> open.add(FOLDER + header));
        for (String kernel : kernels) {
            open.add(FOLDER + kernel + ".c");
            open.add(FOLDER + kernel + ".h");
        }
        SortedSet<String> files = new TreeSet<>();
        while (!open.isEmpty()) {
            String file = open.remove();
            List<String> next = Packaged.NEXT.get(file);
            if (next != null && !(file.endsWith(".c") && without.contains(name(file))) && files.add(file)) {
                open.addAll(next);
            }
        }
        return files;
    }

    /** The name of a file without folder and ending. */
    static String name(String file) {
        return file.substring(FOLDER.length(), file.length() - 2);
    }

    /** Read once, when first asked for. */
    private static final class Packaged {
        /** By file what it includes; a helper that kernels share has a header and a source of one name. */
        static final Map<String, List<String>> NEXT = FirmwareResources.list("runtime").stream()
                .collect(Collectors.toUnmodifiableMap(file -> file, Packaged::next));

        private static List<String> next(String file) {
            Stream<String> included = INCLUDE.matcher(FirmwareResources.read(file))
                    .results()
                    .map((MatchResult match) -> FOLDER + match.group(1));
            return Stream.concat(included, Stream.of(file.replaceFirst("\\.h$", ".c")))
                    .toList();
        }
    }
}
