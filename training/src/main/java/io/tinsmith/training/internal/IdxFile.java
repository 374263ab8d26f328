package io.tinsmith.training.internal;

import io.tinsmith.training.DatasetException;
import io.tinsmith.training.Datasets;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * One IDX file of unsigned bytes: magic {@code 00 00 08 rank}, big-endian extents, then the values.
 *
 * <p>Source: LeCun et al., the MNIST database, "The IDX file format".
 */
public record IdxFile(Path path, int[] extents, byte[] values) {
    /** Where Debian's packages put data sets. */
    private static final Path DEBIAN = Path.of("/usr/share/datasets");

    private static final int MAX_ELEMENTS = 1 << 30;

    /** Reads {@code name} or {@code name.gz} in {@code directory}. */
    public static IdxFile read(Path directory, String name, int rank) {
        Path plain = directory.resolve(name);
        Path zipped = directory.resolve(name + ".gz");
        Path path = Files.exists(plain) ? plain : zipped;
        if (!Files.exists(path)) {
            throw new DatasetException("The data set's file (" + plain + "[.gz]) is missing.\nMaybe "
                    + (directory.startsWith(DEBIAN)
                            ? "apt-get install " + Datasets.FASHION_MNIST_PACKAGE + "."
                            : "the directory is another one: it must hold the four IDX files of the MNIST family."));
        }
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
                InputStream in = path.equals(zipped) ? new GZIPInputStream(raw, 1 << 16) : raw) {
            return parse(path, new DataInputStream(in), rank);
        } catch (EOFException e) {
            throw new DatasetException("The file (" + path + ") ends too early.\nMaybe its download was cut short.", e);
        } catch (IOException e) {
            throw new DatasetException(
                    "The file (" + path + ") cannot be read: " + e.getMessage() + "\nMaybe it is damaged.", e);
        }
    }

    /** Greatest value. */
    public int greatest() {
        int greatest = 0;
        for (byte v : values) {
            greatest = Math.max(greatest, v & 0xFF);
        }
        return greatest;
    }

    private static IdxFile parse(Path path, DataInputStream in, int rank) throws IOException {
        int magic = in.readInt();
        int wanted = 0x0800 | rank;
        if (magic != wanted) {
            throw new DatasetException(String.format(
                    "The file (%s) begins with %08x, not with %08x (IDX, unsigned bytes, rank %d).%n"
                            + "Maybe it is of another format.",
                    path, magic, wanted, rank));
        }
        int[] extents = new int[rank];
        long elements = 1;
        for (int i = 0; i < rank; i++) {
            extents[i] = in.readInt();
            if (extents[i] < 1) {
                throw new DatasetException("The file (" + path + ") has an extent of " + extents[i] + ".");
            }
            elements *= extents[i];
            if (elements > MAX_ELEMENTS) {
                throw new DatasetException("The file (" + path + ") claims more than " + MAX_ELEMENTS
                        + " values.\nMaybe its header is damaged.");
            }
        }
        byte[] values = in.readNBytes((int) elements);
        if (values.length != elements) {
            throw new EOFException();
        }
        if (in.read() >= 0) {
            throw new DatasetException("The file (" + path + ") is longer than its header says (" + elements
                    + " values).\nMaybe it is damaged.");
        }
        return new IdxFile(path, extents, values);
    }
}
