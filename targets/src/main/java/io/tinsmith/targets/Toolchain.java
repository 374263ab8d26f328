package io.tinsmith.targets;

import io.tinsmith.targets.internal.Processes;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The programs that build and run firmware, found on a search path. */
public final class Toolchain {
    public static final String GCC = "arm-none-eabi-gcc";
    public static final String OBJDUMP = "arm-none-eabi-objdump";
    public static final String MAKE = "make";
    public static final String QEMU = "qemu-system-arm";

    private static final Duration MAKE_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration VERSION_TIMEOUT = Duration.ofSeconds(20);
    private static final Map<String, String> PACKAGES = Map.of(
            GCC, "gcc-arm-none-eabi libnewlib-arm-none-eabi",
            OBJDUMP, "binutils-arm-none-eabi",
            MAKE, "make",
            QEMU, "qemu-system-arm");

    private final List<Path> folders;

    /** Tools are looked for in these folders, first to last. */
    public Toolchain(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** The tools on the PATH of this process. */
    public static Toolchain onPath() {
        String path = System.getenv("PATH");
        return new Toolchain(Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path == null ? "" : path)
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList());
    }

    /** Where a tool is, if it is there. */
    public Optional<Path> locate(String tool) {
        return folders.stream()
                .flatMap(folder -> List.of(folder.resolve(tool), folder.resolve(tool + ".exe")).stream())
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /**
     * Where a tool is.
     *
     * @throws TargetException if it is missing; the message names the package
     */
    public Path require(String tool) {
        return locate(tool)
                .orElseThrow(
                        () -> new TargetException("The tool (" + tool + ") is not on the PATH.\nMaybe apt-get install "
                                + PACKAGES.getOrDefault(tool, tool) + " (or your system's package of it)."));
    }

    /** The tools of firmware building and emulation that are missing, in the order they are needed. */
    public List<String> missing() {
        return List.of(MAKE, GCC, QEMU).stream()
                .filter(tool -> locate(tool).isEmpty())
                .toList();
    }

    /**
     * The first line of what a tool says to {@code --version}.
     *
     * @throws TargetException if it is missing or does not answer
     */
    public String version(String tool) {
        RunResult result = Processes.run(List.of(require(tool).toString(), "--version"), Path.of(""), VERSION_TIMEOUT);
        return result.orThrow().output().lines().findFirst().orElse("");
    }

    /**
     * Runs {@code make} in a folder, with this chain's tools ahead on the PATH, for at most five minutes. An interrupt
     * ends it and its children.
     *
     * @return the result, also of a failed make: the caller tells a program that does not fit from other errors
     * @throws TargetException if make or gcc is missing, if it takes too long, or on interrupt
     */
    public RunResult make(Path folder, String... arguments) {
        require(GCC);
        List<String> command = new ArrayList<>();
        command.add(require(MAKE).toString());
        command.addAll(List.of(arguments));
        return run(folder, MAKE_TIMEOUT, command);
    }

    /**
     * Runs a command in a folder. An interrupt or the time limit ends it and its children.
     *
     * @param command the program (a path, or a tool of this chain by name) and its arguments
     * @throws TargetException if it can't start, if it takes too long, or on interrupt
     */
    public RunResult run(Path folder, Duration timeout, List<String> command) {
        List<String> resolved = new ArrayList<>(command);
        if (!command.get(0).contains(File.separator)) {
            resolved.set(0, require(command.get(0)).toString());
        }
        return Processes.run(resolved, folder, timeout);
    }
}
