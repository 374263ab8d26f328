package io.tinsmith.targets.internal;

import io.tinsmith.targets.RunResult;
import io.tinsmith.targets.TargetException;
import io.tinsmith.targets.Toolchain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Compiles the profiling plugin on the host, once for each version of its sources. */
public final class PluginLibrary {
    private static final List<String> SOURCES = List.of(
            "tns_profile.c",
            "tns_profile_argument.c",
            "tns_profile_write.c",
            "tns_profile.h",
            "tns_qemu_plugin.h",
            "tns_thumb.h");
    private static final List<String> FLAGS =
            List.of("-std=c99", "-O2", "-shared", "-fPIC", "-fvisibility=hidden", "-Wall", "-Wextra");
    private static final Duration COMPILE_TIMEOUT = Duration.ofMinutes(1);

    private PluginLibrary() {}

    /**
     * The library, compiled now if it is not in the cache.
     *
     * @throws TargetException if there is no compiler, or it fails
     */
    public static Path compiled(Toolchain tools, String compiler) {
        Path cache = cacheFolder();
        try {
            Path library = cache.resolve("tns_profile-" + hash() + ".so");
            if (!Files.isRegularFile(library)) {
                compile(tools, compiler, library);
            }
            return library.toAbsolutePath();
        } catch (IOException e) {
            throw new TargetException(
                    "The profiling plugin can't be kept in (" + cache
                            + ").\nMaybe check its rights, or set XDG_CACHE_HOME to another folder.",
                    e);
        }
    }

    private static void compile(Toolchain tools, String compiler, Path library) throws IOException {
        if (tools.locate(compiler).isEmpty()) {
            throw new TargetException("The host's C compiler (" + compiler
                    + ") is not on the PATH; it compiles the emulator's profiling plugin.\nMaybe apt-get install gcc "
                    + "libc6-dev (or your system's package of it).");
        }
        Files.createDirectories(library.toAbsolutePath().getParent());
        Path folder = Files.createTempDirectory("tinsmith-plugin");
        // Beside the library, so that it can be moved there as one whole: two may compile at once.
        Path built = Files.createTempFile(library.toAbsolutePath().getParent(), "tns_profile", ".tmp");
        try {
            List<String> command = new ArrayList<>(List.of(compiler));
            command.addAll(FLAGS);
            for (String name : SOURCES) {
                Files.write(folder.resolve(name), source(name));
                if (name.endsWith(".c")) {
                    command.add(name);
                }
            }
            command.addAll(List.of("-o", built.toString()));
            RunResult result = tools.run(folder, COMPILE_TIMEOUT, command);
            if (!result.succeeded()) {
                throw new TargetException("The profiling plugin does not compile:\n"
                        + result.output().strip() + "\nMaybe apt-get install gcc libc6-dev.");
            }
            Files.move(built, library, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(built);
            delete(folder);
        }
    }

    private static Path cacheFolder() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base =
                xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home", "."), ".cache") : Path.of(xdg);
        return base.resolve("tinsmith");
    }

    private static String hash() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(String.join(" ", FLAGS).getBytes(StandardCharsets.UTF_8));
            for (String name : SOURCES) {
                digest.update(source(name));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private static byte[] source(String name) throws IOException {
        try (InputStream in = Toolchain.class.getResourceAsStream("plugin/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The resource (plugin/" + name + ") is missing from Tinsmith itself.");
            }
            return in.readAllBytes();
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
    }
}
