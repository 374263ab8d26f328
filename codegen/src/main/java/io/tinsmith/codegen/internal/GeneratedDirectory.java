package io.tinsmith.codegen.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A directory of generated files, firmware or other. What it holds is replaced when all that is new is written. */
public final class GeneratedDirectory {
    /** A directory with this file is a firmware directory. */
    private static final String MARK = "model/tns_model.h";

    /** Inside, and not beside: a rename must not leave the disk. */
    private static final String PARTIAL = ".partial";

    private final Path path;
    private final String mark;
    private final List<String> folders;

    private GeneratedDirectory(Path path, String mark, List<String> folders) {
        this.path = path;
        this.mark = mark;
        this.folders = folders;
    }

    /**
     * Looks at a directory and writes nothing.
     *
     * @param path empty, absent, or a firmware directory
     * @throws IllegalArgumentException if it holds something else
     */
    public static GeneratedDirectory of(Path path) throws IOException {
        return of(path, MARK, FirmwareFiles.FOLDERS);
    }

    /**
     * Looks at a directory of another kind.
     *
     * @param mark the file that it is known by
     * @param folders whose contents are all generated
     */
    public static GeneratedDirectory of(Path path, String mark, List<String> folders) throws IOException {
        if (Files.isRegularFile(path)) {
            throw new IllegalArgumentException("The outDir (" + path + ") is a file.\nMaybe choose another directory.");
        }
        if (Files.exists(path) && !Files.exists(path.resolve(mark))) {
            try (var entries = Files.list(path)) {
                // A run that was killed may have left its new files; they are in nobody's way.
                if (entries.anyMatch(e -> !e.getFileName().toString().equals(PARTIAL))) {
                    throw new IllegalArgumentException("The outDir (" + path + ") is not empty and has no (" + mark
                            + "), by which a directory of Tinsmith is known.\nMaybe choose another directory.");
                }
            }
        }
        return new GeneratedDirectory(path, mark, folders);
    }

    /**
     * Puts files in the place of the earlier ones. Build outputs stay.
     *
     * @param files by path in the directory
     * @throws IOException if one cannot be written; the directory is then as it was
     */
    public void replace(Map<String, byte[]> files) throws IOException {
        boolean isNew = !Files.exists(path);
        Path partial = path.resolve(PARTIAL);
        try {
            delete(partial);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path target = partial.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.write(target, file.getValue());
            }
        } catch (IOException e) {
            delete(partial);
            if (isNew) {
                Files.deleteIfExists(path);
            }
            throw e;
        }
        removeSources();
        for (String name : files.keySet()) {
            Path target = path.resolve(name);
            Files.createDirectories(target.getParent());
            Files.move(partial.resolve(name), target, StandardCopyOption.REPLACE_EXISTING);
        }
        delete(partial);
    }

    /** The make file would compile what is no longer used. The mark stays: what is left half moved is known by it. */
    private void removeSources() throws IOException {
        for (String folder : folders) {
            Path sources = path.resolve(folder);
            if (Files.isDirectory(sources)) {
                for (Path source : below(sources)) {
                    if (Files.isRegularFile(source) && !source.equals(path.resolve(mark))) {
                        Files.delete(source);
                    }
                }
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            for (Path entry : below(tree)) {
                Files.delete(entry);
            }
        }
    }

    /** Deepest first, itself last. */
    private static List<Path> below(Path tree) throws IOException {
        try (var entries = Files.walk(tree)) {
            return entries.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
