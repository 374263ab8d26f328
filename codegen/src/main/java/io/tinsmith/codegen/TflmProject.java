package io.tinsmith.codegen;

import io.tinsmith.codegen.internal.GeneratedDirectory;
import io.tinsmith.codegen.internal.TflmFiles;
import io.tinsmith.memory.tflm.TflmArena;
import io.tinsmith.memory.tflm.TflmModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** C++ that runs a model file in the user's own TensorFlow Lite for Microcontrollers. */
public final class TflmProject {
    private static final String MARK = "tflm_ops.h";
    private static final String MAIN = "main.cc";

    private TflmProject() {}

    /**
     * Writes the model as an array, the ops to register, the size of the arena, a main program and a read-me. The same
     * arguments give the same files. A main program that is there already stays: its sensors are the user's.
     *
     * @param name of the model, for people
     * @param file of the model
     * @param model the same file, read
     * @param arena what the model takes, complete
     * @param sha256 of the file
     * @param outDir empty, absent, or written by this method
     * @return whether the main program was written
     * @throws IllegalArgumentException if ops have no rule, an input or output is of a type that no program fills, or
     *     {@code outDir} holds something else
     * @throws IOException if a file cannot be written
     */
    public static boolean write(String name, byte[] file, TflmModel model, TflmArena arena, String sha256, Path outDir)
            throws IOException {
        Map<String, String> texts = new TflmFiles(name, file, model, arena, sha256).texts();
        GeneratedDirectory directory = GeneratedDirectory.of(outDir, MARK, List.of());
        boolean kept = Files.exists(outDir.resolve(MAIN));
        Map<String, byte[]> files = new TreeMap<>();
        texts.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        if (kept) {
            files.remove(MAIN);
        }
        directory.replace(files);
        return !kept;
    }
}
