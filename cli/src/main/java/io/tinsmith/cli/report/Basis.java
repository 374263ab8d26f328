package io.tinsmith.cli.report;

import java.util.Locale;

/** Where a number comes from. Nothing is called measured that was predicted or estimated. */
public enum Basis {
    /** Read off the running device, the ELF file, or counted over a data set. */
    MEASURED,
    /** Follows from the network's structure alone, or is counted without error. */
    EXACT,
    /** From a model, before anything was built; stands beside what was measured. */
    PREDICTED,
    /** With an error band. */
    ESTIMATED;

    /** In lower case, for people. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
