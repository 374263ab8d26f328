package io.tinsmith.targets;

import io.tinsmith.targets.internal.BoardFiles;
import io.tinsmith.targets.internal.NearNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The boards Tinsmith knows, and boards from files. */
public final class Boards {
    private static final List<String> NAMES = List.of(
            "netduino-plus-2",
            "nucleo-f446re",
            "nucleo-l4r5zi",
            "nucleo-f746zg",
            "nucleo-g071rb",
            "microbit",
            "mps2-an383",
            "mps2-an385",
            "mps2-an386",
            "mps2-an500",
            "mps2-an505",
            "mps3-an547");

    private Boards() {}

    /** The names of the boards that come with Tinsmith. */
    public static List<String> names() {
        return NAMES;
    }

    /** The boards that come with Tinsmith, in the order of {@link #names}. */
    public static List<Board> all() {
        return NAMES.stream().map(Boards::builtIn).toList();
    }

    /**
     * A board that comes with Tinsmith.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists the near ones
     */
    public static Board byName(String name) {
        if (NAMES.contains(name)) {
            return builtIn(name);
        }
        List<String> near = NearNames.of(name, NAMES);
        throw new IllegalArgumentException("The board (" + name + ") is unknown.\nMaybe "
                + (near.isEmpty()
                        ? "one of " + String.join(", ", NAMES) + ", or the path of a board file."
                        : "you meant " + String.join(" or ", near) + "."));
    }

    /**
     * A board from a file of one's own. Its {@code mcu} is one that comes with Tinsmith, or {@code MCU.yaml} beside the file.
     *
     * @throws IllegalArgumentException if the file can't be read or describes no board; the message names the line
     */
    public static Board load(Path file) {
        return BoardFiles.readBoard(text(file), file.toString(), name -> {
            Path beside = file.resolveSibling(name + ".yaml");
            if (!beside.equals(file) && Files.exists(beside)) {
                return BoardFiles.readMcu(text(beside), beside.toString());
            }
            return mcu(name, beside);
        });
    }

    private static Board builtIn(String name) {
        String file = "boards/" + name + ".yaml";
        String text = resource(file);
        if (text.isEmpty()) {
            throw new IllegalStateException("The resource (" + file + ") is missing from Tinsmith itself.");
        }
        return BoardFiles.readBoard(text, file, mcu -> mcu(mcu, Path.of(mcu + ".yaml")));
    }

    private static Mcu mcu(String name, Path beside) {
        String file = "mcus/" + name + ".yaml";
        String text = name.matches("[a-z0-9][a-z0-9-]*") ? resource(file) : "";
        if (text.isEmpty()) {
            throw new IllegalArgumentException("The mcu (" + name + ") is unknown.\nMaybe describe it in "
                    + beside.getFileName() + " beside the board file.");
        }
        return BoardFiles.readMcu(text, file);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The board file (" + file + ") can't be read.\nMaybe check its path and rights.", e);
        }
    }

    /** A resource's text, empty if there is none. */
    private static String resource(String file) {
        try (InputStream in = Boards.class.getResourceAsStream(file)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource (" + file + ") can't be read.", e);
        }
    }
}
