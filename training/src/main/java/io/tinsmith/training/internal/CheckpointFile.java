package io.tinsmith.training.internal;

import io.tinsmith.training.CheckpointException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;

/**
 * A training state in a file: magic, provenance, progress, four or five float arrays, CRC-32. Written beside and moved into
 * place, so that a kill leaves the old one or the new one.
 */
public final class CheckpointFile {
    private static final int MAGIC = 0x544E5332; // "TNS2"

    private CheckpointFile() {}

    public static void write(Path file, String provenance, TrainingState state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeUTF(provenance);
            out.writeInt(state.epochsDone);
            out.writeLong(state.stepsDone);
            out.writeDouble(state.lastLoss);
            write(out, state.parameters);
            write(out, state.momenta);
            write(out, state.statistics);
            write(out, state.averages);
            if (state.architecture.length > 0) {
                write(out, state.architecture);
            }
            CRC32 crc = new CRC32();
            crc.update(bytes.toByteArray());
            out.writeLong(crc.getValue());
            Path absolute = file.toAbsolutePath();
            Path parent = absolute.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Path temporary = absolute.resolveSibling(absolute.getFileName() + ".part");
            Files.write(temporary, bytes.toByteArray());
            Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CheckpointException(
                    "The checkpoint (" + file + ") cannot be written: " + e.getMessage()
                            + "\nMaybe the disk is full or the directory is read-only.",
                    e);
        }
    }

    /** Reads a state without averages that fits {@code layout}. */
    public static TrainingState read(Path file, String provenance, ParameterLayout layout) {
        return read(file, provenance, layout, false);
    }

    /** Reads a state that fits {@code layout}. */
    public static TrainingState read(Path file, String provenance, ParameterLayout layout, boolean averaged) {
        return read(file, provenance, new TrainingState(layout, averaged));
    }

    /** Reads into a state of the same shape, and returns it. */
    public static TrainingState read(Path file, String provenance, TrainingState state) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            CRC32 crc = new CRC32();
            crc.update(bytes, 0, Math.max(0, bytes.length - Long.BYTES));
            long stored =
                    bytes.length < Long.BYTES ? -1 : ByteBuffer.wrap(bytes).getLong(bytes.length - Long.BYTES);
            if (crc.getValue() != stored || in.readInt() != MAGIC) {
                throw new CheckpointException("The file (" + file + ") is not a whole checkpoint of this version."
                        + "\nMaybe delete it and start again.");
            }
            String found = in.readUTF();
            if (!found.equals(provenance)) {
                throw new CheckpointException("The checkpoint (" + file + ") belongs to another training (" + found
                        + ", not " + provenance + ").\nMaybe the network, the plan, the seed or the data set was"
                        + " changed: resume with the same, or delete it.");
            }
            state.epochsDone = in.readInt();
            state.stepsDone = in.readLong();
            state.lastLoss = in.readDouble();
            read(in, state.parameters);
            read(in, state.momenta);
            read(in, state.statistics);
            read(in, state.averages);
            if (state.architecture.length > 0) {
                read(in, state.architecture);
            }
            return state;
        } catch (IOException e) {
            throw new CheckpointException("The checkpoint (" + file + ") cannot be read: " + e.getMessage(), e);
        }
    }

    private static void write(DataOutputStream out, float[] values) throws IOException {
        out.writeInt(values.length);
        for (float v : values) {
            out.writeFloat(v);
        }
    }

    private static void read(DataInputStream in, float[] values) throws IOException {
        int length = in.readInt();
        if (length != values.length) {
            throw new IOException(length + " values where " + values.length + " are expected");
        }
        for (int i = 0; i < length; i++) {
            values[i] = in.readFloat();
        }
    }
}
