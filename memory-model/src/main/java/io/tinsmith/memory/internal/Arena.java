package io.tinsmith.memory.internal;

import io.tinsmith.memory.Placement;
import io.tinsmith.memory.Schedule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** One byte array that stands for the arena of a program, and how much of it was written. */
public final class Arena {
    /** What it holds before anything is written, so that a read of nothing shows. */
    static final byte PAINT = (byte) 0xA5;

    /** What scratch holds outside of the op that uses it. */
    private static final byte RUBBISH = (byte) 0x5C;

    private final byte[] bytes;
    private final Map<Integer, Placement> places = new HashMap<>();
    private final Schedule schedule;
    private long used;

    public Arena(Schedule schedule) {
        this.schedule = schedule;
        bytes = new byte[Math.toIntExact(schedule.arenaBytes())];
        Arrays.fill(bytes, PAINT);
        schedule.placements().forEach(p -> places.put(p.tensor(), p));
    }

    /** Whether the tensor stands in it as a whole at some time. */
    public boolean holds(int tensor) {
        return places.containsKey(tensor);
    }

    /** Offset of a whole tensor. */
    long offset(int tensor) {
        return place(tensor).arenaOffsetBytes();
    }

    private Placement place(int tensor) {
        Placement place = places.get(tensor);
        return place == null ? schedule.placement(tensor) : place;
    }

    /** A whole tensor. */
    public byte[] whole(int tensor) {
        Placement place = place(tensor);
        byte[] values = new byte[Math.toIntExact(place.sizeBytes())];
        read(place.arenaOffsetBytes(), values, 0, values.length);
        return values;
    }

    public void writeWhole(int tensor, byte[] values) {
        write(offset(tensor), values, 0, values.length);
    }

    void read(long offset, byte[] to, int at, int count) {
        System.arraycopy(bytes, Math.toIntExact(offset), to, at, count);
    }

    void write(long offset, byte[] from, int at, int count) {
        System.arraycopy(from, at, bytes, Math.toIntExact(offset), count);
        used = Math.max(used, offset + count);
    }

    /** A kernel used so much scratch: nothing else may have been there. */
    public void destroy(long offset, long size) {
        if (size > 0) {
            Arrays.fill(bytes, Math.toIntExact(offset), Math.toIntExact(offset + size), RUBBISH);
            used = Math.max(used, offset + size);
        }
    }

    /** End of the highest byte that was written. */
    public long used() {
        return used;
    }
}
