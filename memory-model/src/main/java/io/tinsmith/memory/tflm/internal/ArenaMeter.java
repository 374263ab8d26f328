package io.tinsmith.memory.tflm.internal;

import io.tinsmith.memory.tflm.TflmArena;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * TFLM's allocator over an arena without end: a head that is resized, temporary allocations above it, persistent ones that
 * grow down from the end. It records how large the arena would have to be for each check of the real one to pass.
 *
 * <p>The arena starts at, and is, a multiple of 16 bytes. Temporary allocations are taken back all at once, and persistent
 * ones are only checked against the head: so may they overlap temporary ones in the real allocator too.
 *
 * <p>Source: tensorflow/lite/micro/arena_allocator/single_arena_buffer_allocator.cc.
 */
final class ArenaMeter {
    /** Of buffers and of what kernels keep. */
    static final int ALIGNMENT = 16;

    private static final String PADDING = "padding to 16 bytes";

    private long head;
    private long temporary;
    private long tail;
    private long needed;
    private String neededFor = "";
    private String step = "";
    private final Map<String, long[]> items = new LinkedHashMap<>();

    /** Names what is done from now on. */
    void step(String name) {
        step = name;
    }

    void resizeHead(long bytes) {
        head = bytes;
        temporary = bytes;
        need(head + tail);
    }

    void temporary(long bytes, int alignment) {
        temporary = up(temporary, alignment) + bytes;
        need(temporary + tail);
    }

    void dropTemporaries() {
        temporary = head;
    }

    /** Room between head and tail, both aligned, that is asked for and given back at once. */
    void room(long bytes) {
        need(up(temporary, ALIGNMENT) + bytes + up(tail, ALIGNMENT));
    }

    void persistent(String what, int count, long bytes, int alignment) {
        long next = up(tail + bytes, alignment);
        add(what, count, bytes);
        if (next > tail + bytes) {
            add(PADDING, 1, next - tail - bytes);
        }
        tail = next;
        need(head + tail);
    }

    private void add(String what, int count, long bytes) {
        long[] sums = items.computeIfAbsent(what, key -> new long[2]);
        sums[0] += count;
        sums[1] += bytes;
    }

    private void need(long bytes) {
        if (bytes > needed) {
            needed = bytes;
            neededFor = step;
        }
    }

    long headBytes() {
        return head;
    }

    long persistentBytes() {
        return tail;
    }

    long smallestBytes() {
        return up(needed, ALIGNMENT);
    }

    String decidedBy() {
        return neededFor;
    }

    /** Padding last. */
    List<TflmArena.Item> items() {
        List<TflmArena.Item> all = new ArrayList<>();
        items.forEach((what, sums) -> {
            if (!what.equals(PADDING)) {
                all.add(new TflmArena.Item(what, (int) sums[0], sums[1]));
            }
        });
        long[] padding = items.get(PADDING);
        if (padding != null) {
            all.add(new TflmArena.Item(PADDING, (int) padding[0], padding[1]));
        }
        return all;
    }

    static long up(long bytes, int alignment) {
        return (bytes + alignment - 1) / alignment * alignment;
    }
}
