package io.tinsmith.cli.command;

import io.tinsmith.cli.CommandException;
import io.tinsmith.codegen.tflite.ModelFormatException;
import io.tinsmith.codegen.tflite.TfliteReader;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Rounding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Networks from files. */
final class Models {
    private Models() {}

    static Graph tflite(Path file, Rounding rounding) {
        requireFile(file);
        try {
            return TfliteReader.read(file, rounding);
        } catch (ModelFormatException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandException("The file (" + file + ") cannot be read.\nMaybe check its rights.", e);
        }
    }

    static Graph architecture(Path file) {
        requireFile(file);
        throw new CommandException("Architecture files are not read yet: (" + file + ").\nMaybe give a .tflite model.");
    }

    static void requireFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CommandException(
                    "The file (" + file + ") does not exist.\nMaybe its path is relative to another directory.");
        }
    }
}
