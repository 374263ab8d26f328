package io.tinsmith.training.internal.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array in NumPy's format, versions 1 to 3 (numpy.lib.format), of whole or floating-point numbers in C order.
 *
 * @param type such as {@code u1} or {@code f4}
 */
record NpyFile(int[] extents, String type, ByteBuffer data) {
    private static final Pattern HEADER = Pattern.compile("'descr':\\s*'([<>|=]?)([a-zA-Z?]\\d*)'.*");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order':\\s*True");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([^)]*)\\)");

    /** @throws IOException that says what is the matter */
    static NpyFile parse(byte[] file) throws IOException {
        if (file.length < 12
                || file[0] != (byte) 0x93
                || !new String(file, 1, 5, StandardCharsets.US_ASCII).equals("NUMPY")) {
            throw new IOException("it is no NPY file");
        }
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(8);
        int length = file[6] == 1 ? in.getShort() & 0xFFFF : in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IOException("it ends within its header");
        }
        String header = new String(file, in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        Matcher type = HEADER.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        if (!type.find() || !shape.find()) {
            throw new IOException("its header tells no type and shape: " + header.strip());
        }
        if (FORTRAN.matcher(header).find()) {
            throw new IOException("it is in Fortran order: save numpy.ascontiguousarray of it");
        }
        if (type.group(1).equals(">")) {
            in.order(ByteOrder.BIG_ENDIAN);
        }
        int[] extents = Arrays.stream(shape.group(1).split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        long count = 1;
        for (int e : extents) {
            count *= e;
        }
        int size = size(type.group(2));
        if (count * size != in.remaining() || count > Integer.MAX_VALUE) {
            throw new IOException("its header promises " + count + " values, " + count * size + " bytes, but there are "
                    + in.remaining());
        }
        return new NpyFile(extents, type.group(2), in.slice().order(in.order()));
    }

    int count() {
        return data.limit() / width(type);
    }

    /** The value at a place in C order. */
    double value(int i) {
        return switch (type) {
            case "u1", "b1" -> data.get(i) & 0xFF;
            case "i1" -> data.get(i);
            case "u2" -> data.getShort(2 * i) & 0xFFFF;
            case "i2" -> data.getShort(2 * i);
            case "u4" -> data.getInt(4 * i) & 0xFFFFFFFFL;
            case "i4" -> data.getInt(4 * i);
            case "f4" -> data.getFloat(4 * i);
            case "f8" -> data.getDouble(8 * i);
            default -> data.getLong(8 * i);
        };
    }

    private static int size(String type) throws IOException {
        int size = width(type);
        if (size == 0) {
            throw new IOException(
                    "its values are of type " + type + ", not whole or floating-point numbers such as u1 or f4");
        }
        return size;
    }

    private static int width(String type) {
        return switch (type) {
            case "u1", "b1", "i1" -> 1;
            case "u2", "i2" -> 2;
            case "u4", "i4", "f4" -> 4;
            case "f8", "i8", "u8" -> 8;
            default -> 0;
        };
    }
}
