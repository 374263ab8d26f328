package io.tinsmith.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes by object from a map file of GNU ld: of code and constants that stay in the program, weights and tables apart.
 *
 * @param bytes by object, such as {@code tns_conv_row} and {@code memcpy}; the pieces of the model by section
 */
record LinkMap(Map<String, Long> bytes) {
    private static final Pattern PIECE =
            Pattern.compile("(?m)^ (\\.(?:text|rodata)\\S*)\\s+0x([0-9a-f]+)\\s+0x([0-9a-f]+) (\\S+)$");
    private static final Pattern LIBRARY = Pattern.compile(".*\\(lib_a-(\\w+)\\.o\\)");
    private static final String MODEL = "core/model/tns_model.o";

    static LinkMap read(Path file) throws IOException {
        String text = Files.readString(file);
        Matcher piece = PIECE.matcher(text.substring(text.indexOf("Linker script and memory map")));
        Map<String, Long> bytes = new TreeMap<>();
        while (piece.find()) {
            String section = piece.group(1);
            long size = Long.parseLong(piece.group(3), 16);
            String object = piece.group(4);
            Matcher library = LIBRARY.matcher(object);
            if (size == 0 || section.startsWith(".rodata.tns_weights")) {
                continue;
            }
            if (object.endsWith(MODEL)) {
                bytes.merge("model " + section, size, Long::sum);
            } else if (object.contains("core/runtime/")) {
                String name = object.replaceFirst(".*/", "").replaceFirst("\\.o$", "");
                bytes.merge(name, size, Long::sum);
            } else if (library.matches()) {
                bytes.merge(library.group(1), size, Long::sum);
            }
        }
        return new LinkMap(bytes);
    }

    /** The runtime's and the C library's objects. */
    Map<String, Long> objects() {
        Map<String, Long> objects = new TreeMap<>(bytes);
        objects.keySet().removeIf(k -> k.startsWith("model "));
        return objects;
    }

    /** The function that runs the model. */
    long invokeBytes() {
        return bytes.getOrDefault("model .text.tns_model_invoke", 0L);
    }

    /** Rows of streams: all functions of the model but that and the initialisation, and the tables of streams. */
    long rowBytes() {
        return bytes.entrySet().stream()
                .filter(e -> e.getKey().matches("model \\.text\\.(?!tns_model_).*|model \\.rodata\\..*\\.[0-9]+"))
                .filter(e -> !e.getKey().contains(".str1."))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
