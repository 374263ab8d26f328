package io.tinsmith.targets;

import java.util.Locale;

/** What cycles go to. */
public enum CycleKind {
    MULTIPLY,
    ARITHMETIC,
    LOAD,
    STORE,
    CONTROL,
    FLASH_WAIT;

    /** As reports write it, such as {@code flash_wait}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CycleKind of(InstructionClass of) {
        return switch (of) {
            case MUL, MLA, DSP_MAC, LONG_MUL, LONG_MLA, VECTOR_MAC -> MULTIPLY;
            case ALU, DIVIDE, IT, FLOAT, VECTOR -> ARITHMETIC;
            case LOAD, LOAD_NEXT, LOAD_MANY, VECTOR_LOAD -> LOAD;
            case STORE, STORE_MANY, VECTOR_STORE -> STORE;
            case BRANCH, BRANCH_TAKEN, CALL, RETURN, LOOP, SYSTEM -> CONTROL;
        };
    }
}
