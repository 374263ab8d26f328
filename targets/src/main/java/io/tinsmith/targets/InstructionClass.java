package io.tinsmith.targets;

import java.util.Locale;

/** Instructions that take about the same time, sorted as {@code tns_thumb.h} of the profiling plugin does. */
public enum InstructionClass {
    /** Data processing: one operation on registers. */
    ALU,
    MUL,
    MLA,
    /** SMLAD, SMLABB, SMMLA and their kin. */
    DSP_MAC,
    /** SMULL, UMULL. */
    LONG_MUL,
    LONG_MLA,
    DIVIDE,
    LOAD,
    /** A load right after another load or store of one register, which some cores overlap. */
    LOAD_NEXT,
    /** LDM, POP, LDRD, VLDR: the words they load are counted as well. */
    LOAD_MANY,
    STORE,
    STORE_MANY,
    /** Not taken. */
    BRANCH,
    BRANCH_TAKEN,
    CALL,
    /** A branch to a register, a return, a table of branches; the words that a POP loads with it are counted as well. */
    RETURN,
    /** Low-overhead loops of Armv8.1-M. */
    LOOP,
    IT,
    SYSTEM,
    FLOAT,
    VECTOR_LOAD,
    VECTOR_STORE,
    VECTOR_MAC,
    VECTOR;

    /** As files and reports write it, such as {@code dsp_mac}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
