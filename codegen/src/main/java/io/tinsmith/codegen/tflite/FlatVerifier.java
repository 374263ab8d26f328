package io.tinsmith.codegen.tflite;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Follows every offset of a model file before anything is read of it, since FlatBuffers has no verifier in Java: tables,
 * vectors and texts must lie within the file. What is reached is counted, however often, so that a small file whose
 * tables share their parts cannot become a large model.
 *
 * <p>Source: FlatBuffers internals, "Format" (tables, vtables, vectors).
 */
final class FlatVerifier {
    /** An offset, a vtable and the identifier. */
    private static final int SMALLEST_FILE = 16;

    private static final String IDENTIFIER = "TFL3";
    private static final int VTABLE_HEAD = 4;
    /** Parts that are shared are reached several times, but not by so much more than there is. */
    private static final int MOST_SHARING = 4;
    /** Of Buffer: where the data stand in the file, if outside of the FlatBuffer; 0 and 1 stand for none. */
    private static final int OFFSET_SLOT = 1;
    /** Of Tensor: the number of a buffer in another file; 0 stands for none. */
    private static final int EXTERNAL_BUFFER_SLOT = 10;

    private static final int DEEPEST = 8;

    private final ByteBuffer file;
    private final int length;
    private final String[] names = new String[DEEPEST];
    private final int[] indices = new int[DEEPEST];
    private int depth;
    private long reached;

    private FlatVerifier(byte[] bytes) {
        this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.length = bytes.length;
    }

    /**
     * The file as a buffer from which a model can be read.
     *
     * @throws ModelFormatException if it is no model file, or something in it leads out of it
     */
    static ByteBuffer verified(byte[] bytes) {
        FlatVerifier verifier = new FlatVerifier(bytes);
        verifier.verify();
        return verifier.file;
    }

    private void verify() {
        boolean identified = length >= SMALLEST_FILE;
        for (int i = 0; identified && i < IDENTIFIER.length(); i++) {
            identified = file.get(Integer.BYTES + i) == IDENTIFIER.charAt(i);
        }
        if (!identified) {
            throw new ModelFormatException("The model (" + length + " bytes) does not carry the file identifier "
                    + IDENTIFIER + " at byte " + Integer.BYTES + ".\nMaybe it is not a .tflite file.");
        }
        table(FlatTable.MODEL, target(0));
    }

    private void table(FlatTable type, int at) {
        require(at, Integer.BYTES, at);
        long vtable = (long) at - file.getInt(at);
        if (vtable < 0 || vtable > length - VTABLE_HEAD) {
            throw broken(at, "has its vtable at byte " + vtable);
        }
        int start = (int) vtable;
        int vtableBytes = u16(start);
        int tableBytes = u16(start + 2);
        if (vtableBytes < VTABLE_HEAD || vtableBytes % 2 != 0 || tableBytes < Integer.BYTES) {
            throw broken(start, "has a vtable of " + vtableBytes + " bytes for " + tableBytes);
        }
        require(start, vtableBytes, at);
        require(at, tableBytes, at);
        count(at, tableBytes);
        for (int entry = start + VTABLE_HEAD; entry < start + vtableBytes; entry += 2) {
            if (u16(entry) >= tableBytes) {
                throw broken(entry, "has a field at " + u16(entry) + " of " + tableBytes);
            }
        }
        for (FlatTable.Field field : type.fields()) {
            int offset = field(start, vtableBytes, field.slot());
            if (offset != 0) {
                follow(field, at, at + offset);
            }
        }
        requireInside(type, at, start, vtableBytes);
    }

    private void follow(FlatTable.Field field, int table, int from) {
        names[depth] = field.name();
        indices[depth] = -1;
        depth++;
        boolean inPlace = field.kind() == FlatTable.Kind.VALUE;
        require(from, inPlace ? field.elementBytes() : Integer.BYTES, table);
        int to = inPlace ? from : target(from);
        switch (field.kind()) {
            case VALUE -> {}
            case TABLE -> table(Objects.requireNonNull(field.table()), to);
            case VECTOR -> vector(to, field.elementBytes());
            case TEXT -> vector(to, 1);
            case TABLES -> {
                int count = vector(to, field.elementBytes());
                for (int i = 0; i < count; i++) {
                    indices[depth - 1] = i;
                    table(Objects.requireNonNull(field.table()), target(to + Integer.BYTES * (1 + i)));
                }
            }
        }
        depth--;
    }

    /** The number of its elements. */
    private int vector(int at, int elementBytes) {
        require(at, Integer.BYTES, at);
        int count = file.getInt(at);
        if (count < 0 || (long) count * elementBytes > length - at - Integer.BYTES) {
            throw broken(at, "claims " + Integer.toUnsignedString(count) + " elements");
        }
        count(at, Integer.BYTES + (long) count * elementBytes);
        return count;
    }

    /** Data that stand elsewhere would look like none, and their tensors like activations. */
    private void requireInside(FlatTable type, int at, int vtable, int vtableBytes) {
        int slot = type == FlatTable.BUFFER ? OFFSET_SLOT : type == FlatTable.TENSOR ? EXTERNAL_BUFFER_SLOT : -1;
        int offset = slot < 0 ? 0 : field(vtable, vtableBytes, slot);
        if (offset == 0) {
            return;
        }
        int bytes = type == FlatTable.BUFFER ? Long.BYTES : Integer.BYTES;
        require(at + offset, bytes, at);
        long value = bytes == Long.BYTES ? file.getLong(at + offset) : file.getInt(at + offset);
        if (value < 0 || value > (type == FlatTable.BUFFER ? 1 : 0)) {
            throw new ModelFormatException("The " + path() + ", at byte " + at + ", keeps its data outside of the model"
                    + " (" + value + ").\nMaybe export the model with its weights inside: below 2 GiB they can be.");
        }
    }

    private int field(int vtable, int vtableBytes, int slot) {
        int entry = VTABLE_HEAD + 2 * slot;
        return entry < vtableBytes ? u16(vtable + entry) : 0;
    }

    private int target(int from) {
        long to = from + Integer.toUnsignedLong(file.getInt(from));
        if (to > length - Integer.BYTES) {
            throw broken(from, "leads to byte " + to);
        }
        return (int) to;
    }

    private void require(int at, int bytes, int table) {
        if (at < 0 || at > length - bytes) {
            throw broken(table, "reaches to byte " + ((long) at + bytes));
        }
    }

    private void count(int at, long bytes) {
        reached += bytes;
        if (reached > (long) MOST_SHARING * length) {
            throw broken(at, "shares its parts too often");
        }
    }

    private int u16(int at) {
        return Short.toUnsignedInt(file.getShort(at));
    }

    private ModelFormatException broken(int at, String what) {
        return new ModelFormatException("The model (" + length + " bytes) is broken at byte " + at + ": the " + path()
                + " " + what + ".\nMaybe the file was truncated or altered.");
    }

    /** Such as {@code model.subgraphs[0].tensors[3].shape}. */
    private String path() {
        StringBuilder path = new StringBuilder("model");
        for (int i = 0; i < depth; i++) {
            path.append('.').append(names[i]);
            if (indices[i] >= 0) {
                path.append('[').append(indices[i]).append(']');
            }
        }
        return path.toString();
    }
}
