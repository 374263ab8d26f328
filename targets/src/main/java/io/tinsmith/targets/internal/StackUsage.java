package io.tinsmith.targets.internal;

import io.tinsmith.targets.TargetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The frames that gcc reports in {@code .su} files, lines of {@code file:line:column:function TAB bytes TAB kind}. Static
 * functions of one name in several files share the largest frame.
 *
 * @param frames bytes by function; {@link #DYNAMIC} where the size is known only at run time
 */
public record StackUsage(Map<String, Long> frames) {
    static final long DYNAMIC = Long.MAX_VALUE;

    public StackUsage {
        frames = Map.copyOf(frames);
    }

    /**
     * All files below folders.
     *
     * @throws TargetException if there are none, or one can't be read
     */
    public static StackUsage read(List<Path> folders) {
        StringBuilder text = new StringBuilder();
        for (Path folder : folders) {
            try (var files = Files.walk(folder)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".su")).sorted().toList()) {
                    text.append(Files.readString(file)).append('\n');
                }
            } catch (IOException e) {
                throw new TargetException(
                        "The stack usage in (" + folder + ") can't be read.\nMaybe run make there first.", e);
            }
        }
        if (text.isEmpty()) {
            throw new TargetException(
                    "The folders " + folders + " hold no .su files.\nMaybe compile with -fstack-usage.");
        }
        return parse(text.toString());
    }

    /**
     * The lines of any number of files.
     *
     * @throws TargetException if a line is not of the form above
     */
    public static StackUsage parse(String text) {
        Map<String, Long> frames = new TreeMap<>();
        for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
            String[] cells = line.split("\t", -1);
            if (cells.length != 3 || !cells[1].matches("[0-9]{1,9}")) {
                throw new TargetException("The stack usage (" + line
                        + ") is not: place:function, bytes, kind.\nMaybe another compiler than gcc wrote it.");
            }
            String name = plain(cells[0].substring(cells[0].lastIndexOf(':') + 1));
            frames.merge(name, cells[2].equals("dynamic") ? DYNAMIC : Long.parseLong(cells[1]), Math::max);
        }
        return new StackUsage(frames);
    }

    /** The frame of a function as the linker names it, if the compiler reported it. */
    OptionalLong frame(String function) {
        Long bytes = frames.get(plain(function));
        return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    /** Without the number that gcc adds to clones: {@code f.isra.0} is {@code f.isra} in .su files. */
    private static String plain(String function) {
        return function.replaceFirst("\\.[0-9]+$", "");
    }
}
