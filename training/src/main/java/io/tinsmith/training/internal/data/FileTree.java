package io.tinsmith.training.internal.data;

import io.tinsmith.training.DatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder, of a zip archive, or one file alone, by paths with {@code /}, sorted. Hidden files and what
 * systems leave behind are not seen. Reading is safe from several threads.
 */
public final class FileTree implements AutoCloseable {
    private static final int MOST_BYTES = 1 << 30;

    private final Path root;
    private final Map<String, Object> files;
    private final @Nullable ZipFile zip;

    private FileTree(Path root, Map<String, Object> files, @Nullable ZipFile zip) {
        this.root = root;
        this.files = files;
        this.zip = zip;
    }

    /**
     * Opens a folder, a zip archive ({@code .zip}, {@code .npz}) or a file.
     *
     * @throws DatasetException if it cannot be read
     */
    public static FileTree open(Path root) {
        try {
            if (Files.isDirectory(root)) {
                return new FileTree(root, folder(root), null);
            }
            String name = String.valueOf(root.getFileName()).toLowerCase(Locale.ROOT);
            if (name.endsWith(".zip") || name.endsWith(".npz")) {
                return archive(root);
            }
            return new FileTree(root, new TreeMap<>(Map.of(String.valueOf(root.getFileName()), root)), null);
        } catch (IOException e) {
            throw new DatasetException(
                    "The data set (" + root + ") cannot be read: " + e.getMessage()
                            + ".\nMaybe its download was cut short, or it is no zip archive: list it with unzip -l.",
                    e);
        }
    }

    public Path root() {
        return root;
    }

    /** Paths of all files, sorted. */
    public List<String> files() {
        return List.copyOf(files.keySet());
    }

    /** Paths of the files with one of these endings, such as {@code .png}, in any case. */
    public List<String> files(List<String> endings) {
        return files.keySet().stream()
                .filter(f -> endings.stream().anyMatch(f.toLowerCase(Locale.ROOT)::endsWith))
                .toList();
    }

    /** A file as a message names it. */
    public String name(String file) {
        if (root.equals(files.get(file))) {
            return root.toString();
        }
        return zip == null ? root.resolve(file).toString() : root + ", " + file;
    }

    /**
     * All bytes of a file.
     *
     * @throws DatasetException if it cannot be read
     */
    public byte[] read(String file) {
        Object found = files.get(file);
        if (found == null) {
            throw new DatasetException("The data set (" + root + ") has no file (" + file + ").");
        }
        try (InputStream in = open(found)) {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            if (bytes.length == MOST_BYTES) {
                throw new IOException("it has a gigabyte or more");
            }
            return bytes;
        } catch (IOException e) {
            throw new DatasetException(
                    "The file (" + name(file) + ") cannot be read: " + e.getMessage()
                            + ".\nMaybe it is damaged: copy or download it again.",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            if (zip != null) {
                zip.close();
            }
        } catch (IOException e) {
            throw new DatasetException("The archive (" + root + ") cannot be closed: " + e.getMessage(), e);
        }
    }

    private InputStream open(Object found) throws IOException {
        if (found instanceof ZipEntry entry && zip != null) {
            return zip.getInputStream(entry);
        }
        return Files.newInputStream((Path) found);
    }

    private static Map<String, Object> folder(Path root) throws IOException {
        Map<String, Object> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (isSeen(name)) {
                    files.put(name, file);
                }
            }
        }
        return files;
    }

    private static FileTree archive(Path root) throws IOException {
        ZipFile zip = new ZipFile(root.toFile());
        Map<String, Object> files = new TreeMap<>();
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            if (!entry.isDirectory() && isSeen(entry.getName())) {
                files.put(entry.getName(), entry);
            }
        }
        return new FileTree(root, files, zip);
    }

    private static boolean isSeen(String path) {
        return Arrays.stream(path.split("/"))
                .noneMatch(part -> part.startsWith(".") || part.startsWith("__") || part.equals("Thumbs.db"));
    }
}
