package io.tinsmith.cli.command;

import io.tinsmith.cli.CommandException;
import io.tinsmith.codegen.tflite.ModelFormatException;
import io.tinsmith.codegen.tflite.TfliteReader;
import io.tinsmith.codegen.tflite.TflmReader;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Rounding;
import io.tinsmith.memory.tflm.TflmModel;
import io.tinsmith.search.NetworkFamilies;
import io.tinsmith.search.NetworkFamily;
import io.tinsmith.search.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Networks from files. */
final class Models {
    private Models() {}

    /** A network to be analyzed, by the ending of its name. */
    static Graph network(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".tflite")) {
            return tflite(file, Rounding.DOUBLE);
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return architecture(file);
        }
        throw new CommandException(
                "The file (" + file + ") is neither .tflite nor .yaml.\nMaybe rename it after what it holds.");
    }

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

    /** A float model to be quantized. */
    static Graph floatTflite(Path file) {
        requireFile(file);
        try {
            Graph graph = TfliteReader.readFloat(file);
            boolean int8 = graph.tensors().stream().anyMatch(t -> !t.isParameter() && t.type() == DType.INT8);
            if (int8) {
                throw new CommandException("The model (" + file + ") is quantized already: its activations are int8.\n"
                        + "Maybe give the float32 model that it was made of.");
            }
            return graph;
        } catch (ModelFormatException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandException("The file (" + file + ") cannot be read.\nMaybe check its rights.", e);
        }
    }

    /** A model as TFLite Micro goes by it. */
    static TflmModel tflm(Path file) {
        requireFile(file);
        try {
            return TflmReader.read(file);
        } catch (ModelFormatException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandException("The file (" + file + ") cannot be read.\nMaybe check its rights.", e);
        }
    }

    static Graph architecture(Path file) {
        requireFile(file);
        try {
            return Networks.read(file).toGraph(DType.FLOAT32);
        } catch (IOException e) {
            throw new CommandException("The file (" + file + ") cannot be read.\nMaybe check its rights.", e);
        }
    }

    /** A family of search spaces by name, or from a file. */
    static NetworkFamily spaceFamily(String nameOrFile) {
        if (spaceFile(nameOrFile).isEmpty()) {
            return NetworkFamilies.builtin(nameOrFile);
        }
        Path file = Path.of(nameOrFile);
        requireFile(file);
        try {
            return NetworkFamilies.read(file);
        } catch (IOException e) {
            throw new CommandException("The file (" + file + ") cannot be read.\nMaybe check its rights.", e);
        }
    }

    /** The file of a space that does not come with Tinsmith. */
    static Optional<Path> spaceFile(String nameOrFile) {
        boolean isFile = nameOrFile.endsWith(".yaml") || nameOrFile.endsWith(".yml");
        return isFile ? Optional.of(Path.of(nameOrFile)) : Optional.empty();
    }

    static void requireFile(Path file) {
        if (Files.isDirectory(file)) {
            throw new CommandException("The path (" + file + ") is a directory.\nMaybe name a file in it.");
        }
        if (!Files.isRegularFile(file)) {
            throw new CommandException(
                    "The file (" + file + ") does not exist.\nMaybe its path is relative to another directory.");
        }
    }
}
