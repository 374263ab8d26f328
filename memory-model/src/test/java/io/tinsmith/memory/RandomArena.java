package io.tinsmith.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Buffers by name, placed in a random order, each at the lowest offset that is free. */
final class RandomArena {
    private record Buffer(String name, long bytes, int firstUse, int lastUse) {
        boolean meets(Buffer other) {
            return firstUse <= other.lastUse && other.firstUse <= lastUse;
        }
    }

    private final Map<String, Buffer> buffers = new LinkedHashMap<>();
    private final Map<String, Long> offsets = new LinkedHashMap<>();
    private long bytes;

    /** Its offset, once it was packed; 0 before. */
    long add(String name, long size, int firstUse, int lastUse) {
        buffers.put(name, new Buffer(name, size, firstUse, lastUse));
        return offset(name);
    }

    long offset(String name) {
        return offsets.getOrDefault(name, 0L);
    }

    long bytes() {
        return bytes;
    }

    void pack(boolean shares, Random random) {
        List<Buffer> order = new ArrayList<>(buffers.values());
        Collections.shuffle(order, random);
        for (Buffer buffer : order) {
            long offset = shares ? lowest(buffer) : bytes;
            offsets.put(buffer.name(), offset);
            bytes = Math.max(bytes, offset + Schedule.aligned(buffer.bytes()));
        }
    }

    private long lowest(Buffer buffer) {
        long offset = 0;
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Map.Entry<String, Long> placed : offsets.entrySet()) {
                Buffer other = buffers.getOrDefault(placed.getKey(), buffer);
                long end = placed.getValue() + Schedule.aligned(other.bytes());
                if (buffer.meets(other) && offset < end && placed.getValue() < offset + buffer.bytes()) {
                    offset = end;
                    moved = true;
                }
            }
        }
        return offset;
    }
}
