package io.tinsmith.codegen.tflite;

import io.tinsmith.memory.tflm.TflmModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.lite.schema.Model;

/**
 * Reads of a TensorFlow Lite model file what TensorFlow Lite for Microcontrollers goes by: everything in the order of the
 * file, also ops that {@link TfliteReader} doesn't know.
 *
 * <p>Source: tensorflow/lite/schema/schema.fbs, schema version 3.
 */
public final class TflmReader {
    private TflmReader() {}

    /**
     * Reads a file.
     *
     * @throws IOException if the file cannot be read
     * @throws ModelFormatException if it is no model or is broken
     */
    public static TflmModel read(Path file) throws IOException {
        try {
            return read(Files.readAllBytes(file));
        } catch (ModelFormatException e) {
            throw new ModelFormatException("The model file (" + file + ") cannot be used.\n" + e.getMessage(), e);
        }
    }

    /**
     * Reads a model from memory.
     *
     * @throws ModelFormatException if it is no model or is broken
     */
    public static TflmModel read(byte[] bytes) {
        ByteBuffer buffer = FlatVerifier.verified(bytes);
        return new TflmDecoder(Model.getRootAsModel(buffer)).decode();
    }
}
