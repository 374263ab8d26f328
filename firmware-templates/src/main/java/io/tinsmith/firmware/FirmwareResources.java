package io.tinsmith.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The C files in this module: {@code runtime/} (kernels), {@code app/} (serial protocol), {@code port/} (chips) and
 * {@code project/} (templates of the make file, linker script and read-me).
 */
public final class FirmwareResources {
    private static final String ANCHOR = "runtime/tns_kernels.h";

    private FirmwareResources() {}

    /**
     * The text of a file.
     *
     * @param name path such as {@code runtime/tns_kernels.h}
     * @throws IllegalArgumentException if there is no such file
     */
    public static String read(String name) {
        try (InputStream in = FirmwareResources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "The firmware file (" + name + ") is not in the package.\n" + "Maybe one of " + list() + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The paths of all files, in ascending order. */
    public static List<String> list() {
        URL url = FirmwareResources.class.getResource(ANCHOR);
        if (url == null) {
            throw new IllegalStateException("The firmware files are not on the class path.");
        }
        try {
            URI uri = url.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return list(root(Path.of(uri)));
            }
            // A file system of our own: one shared through its URI could be closed by somebody else.
            String spec = uri.getRawSchemeSpecificPart();
            URI jar = URI.create(spec.substring(0, spec.indexOf("!/")));
            try (FileSystem fs = FileSystems.newFileSystem(Path.of(jar), Map.of())) {
                return list(root(fs.getPath(spec.substring(spec.indexOf("!/") + 1))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The firmware files lie at a strange place (" + url + ").", e);
        }
    }

    /** The paths of the files under a folder such as {@code port/cortexm}, in ascending order. */
    public static List<String> list(String folder) {
        return list().stream().filter(name -> name.startsWith(folder + "/")).toList();
    }

    private static Path root(Path anchor) {
        Path root = anchor;
        for (int i = 0; i < Path.of(ANCHOR).getNameCount(); i++) {
            Path parent = root.getParent();
            root = parent == null ? root : parent;
        }
        return root;
    }

    private static List<String> list(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file ->
                            Files.isRegularFile(file) && !file.toString().endsWith(".class"))
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.contains("/"))
                    .sorted()
                    .toList();
        }
    }
}
