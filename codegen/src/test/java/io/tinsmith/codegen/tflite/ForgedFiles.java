package io.tinsmith.codegen.tflite;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Model files that no library writes. */
final class ForgedFiles {
    private ForgedFiles() {}

    /** The buffer with the most data gets a vtable of its own, at the end of the file, with one field more. */
    static byte[] withField(byte[] model, int slot, long value) {
        byte[] longer = Arrays.copyOf(model, model.length + 64);
        ByteBuffer file = ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN);
        int buffers = vector(file, 4);
        int element = buffers + 4 + 4;
        int at = (model.length + 7) / 8 * 8;
        // vtable of 8 bytes for a table of 16: data absent, offset at 8.
        file.putShort(at, (short) (4 + 2 * (slot + 1)));
        file.putShort(at + 2, (short) 16);
        file.putShort(at + 4 + 2 * slot, (short) 8);
        file.putInt(at + 16, 16);
        file.putLong(at + 24, value);
        file.putInt(element, at + 16 - element);
        return longer;
    }

    /** 4,000 buffers, all of them the same, of a megabyte. */
    static byte[] manyBuffers(byte[] model) {
        int count = 4000;
        int at = (model.length + 3) / 4 * 4;
        int vtable = at + 4 + 4 * count;
        int table = vtable + 8;
        int data = table + 8;
        byte[] longer = Arrays.copyOf(model, data + 4 + (1 << 20));
        ByteBuffer file = ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(at, count);
        for (int element = at + 4; element < vtable; element += 4) {
            file.putInt(element, table - element);
        }
        file.putShort(vtable, (short) 6);
        file.putShort(vtable + 2, (short) 8);
        file.putShort(vtable + 4, (short) 4);
        file.putInt(table, table - vtable);
        file.putInt(table + 4, data - table - 4);
        file.putInt(data, 1 << 20);
        int field = field(file, 4);
        file.putInt(field, at - field);
        return longer;
    }

    private static int vector(ByteBuffer file, int slot) {
        int field = field(file, slot);
        return field + file.getInt(field);
    }

    private static int field(ByteBuffer file, int slot) {
        int root = file.getInt(0);
        int vtable = root - file.getInt(root);
        return root + file.getShort(vtable + 4 + 2 * slot);
    }
}
