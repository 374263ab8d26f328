package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Rounding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.tensorflow.lite.schema.Model;

/**
 * Reads a TensorFlow Lite model file: one subgraph, int8 (asymmetric activations, symmetric weights, int32 bias) or
 * float32, with the ops of {@link io.tinsmith.graph.Op}. A missing bias becomes zeros; a dense layer that keeps its
 * input's rank becomes a dense layer and a reshape; tensors that no op needs (the shape of a reshape) are dropped.
 *
 * <p>Weights with a single scale are read as quantized per tensor, whatever their axis.
 *
 * <p>Source: tensorflow/lite/schema/schema.fbs, schema version 3.
 */
public final class TfliteReader {
    private TfliteReader() {}

    /**
     * Reads a file.
     *
     * @throws IOException if the file cannot be read
     * @throws ModelFormatException if it is no model, is broken, or holds something that is not supported
     */
    public static Graph read(Path file, Rounding rounding) throws IOException {
        return read(file, bytes -> read(bytes, rounding));
    }

    /**
     * Reads a float model. Weights that are quantized alone (dynamic range) become the float32 values they stand for.
     *
     * @throws IOException if the file cannot be read
     * @throws ModelFormatException if it is no model, is broken, or holds something that is not supported
     */
    public static Graph readFloat(Path file) throws IOException {
        return read(file, TfliteReader::readFloat);
    }

    /**
     * Reads a float model from memory, as {@link #readFloat(Path)}.
     *
     * @throws ModelFormatException if it is no model, is broken, or holds something that is not supported
     */
    public static Graph readFloat(byte[] bytes) {
        return read(bytes, Rounding.DOUBLE, true);
    }

    private static Graph read(Path file, Function<byte[], Graph> decode) throws IOException {
        long size = Files.size(file);
        if (size > Integer.MAX_VALUE - 8) {
            throw new ModelFormatException("The model file (" + file + ") has " + size
                    + " bytes, more than the 2 GiB of the format.\nMaybe it is another kind of file.");
        }
        try {
            return decode.apply(Files.readAllBytes(file));
        } catch (ModelFormatException e) {
            throw new ModelFormatException("The model file (" + file + ") cannot be used.\n" + e.getMessage(), e);
        }
    }

    /**
     * Reads a model from memory.
     *
     * @throws ModelFormatException if it is no model, is broken, or holds something that is not supported
     */
    public static Graph read(byte[] bytes, Rounding rounding) {
        return read(bytes, rounding, false);
    }

    private static Graph read(byte[] bytes, Rounding rounding, boolean asFloat) {
        return decoder(bytes, rounding, asFloat).decode();
    }

    /**
     * Reads a model from memory with its metadata, signatures and description, so that it can be written again.
     *
     * @throws ModelFormatException if it is no model, is broken, or holds something that is not supported
     */
    public static TfliteModel readModel(byte[] bytes, Rounding rounding) {
        return decoder(bytes, rounding, false).decodeAll();
    }

    /**
     * Reads a float model, as {@link #readFloat(byte[])}, with its metadata, signatures and description.
     *
     * @throws ModelFormatException if it is no model, is broken, or holds something that is not supported
     */
    public static TfliteModel readFloatModel(byte[] bytes) {
        return decoder(bytes, Rounding.DOUBLE, true).decodeAll();
    }

    private static ModelDecoder decoder(byte[] bytes, Rounding rounding, boolean asFloat) {
        ByteBuffer buffer = FlatVerifier.verified(bytes);
        return new ModelDecoder(Model.getRootAsModel(buffer), rounding, asFloat);
    }
}
