package io.tinsmith.targets;

/** Loads and stores of one region of memory: single accesses and their bytes. */
public record MemoryTraffic(long loads, long loadBytes, long stores, long storeBytes) {
    public static final MemoryTraffic NONE = new MemoryTraffic(0, 0, 0, 0);

    public MemoryTraffic plus(MemoryTraffic other) {
        return new MemoryTraffic(
                loads + other.loads, loadBytes + other.loadBytes, stores + other.stores, storeBytes + other.storeBytes);
    }
}
