package io.tinsmith.memory;

/** SRAM and flash that the whole program may take. */
public record MemoryBudget(long sramBytes, long flashBytes) {
    public MemoryBudget {
        if (sramBytes <= 0 || flashBytes <= 0) {
            throw new IllegalArgumentException("A budget of sramBytes (" + sramBytes + ") and flashBytes (" + flashBytes
                    + ") leaves nothing to run in.\nMaybe give sizes with a unit, such as 100KB.");
        }
    }

    public boolean fits(ProgramMemory memory) {
        return memory.sramBytes() <= sramBytes && memory.flashBytes() <= flashBytes;
    }
}
