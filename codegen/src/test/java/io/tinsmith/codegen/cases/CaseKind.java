package io.tinsmith.codegen.cases;

/**
 * A kind of cases of one kernel.
 *
 * @param name of the kind, and of its cases
 * @param kernel the runtime's function that each of its cases must call
 * @param maker adds the ops of one case to a graph, or gives up on what it drew
 * @param run how they run
 */
record CaseKind(String name, String kernel, Maker maker, Run run) {
    /** Draws inputs and ops. */
    interface Maker {
        /** Returns whether a case was made; if not, the graph is thrown away. */
        boolean make(CaseGraph graph, Draw draw);
    }

    /** How the ops of a case run. */
    enum Run {
        LAYER,
        /** The output over the first input that has its size. */
        IN_PLACE,
        /** All ops in one stream. */
        ROWS
    }

    static CaseKind layer(String name, String kernel, Maker maker) {
        return new CaseKind(name, kernel, maker, Run.LAYER);
    }

    static CaseKind inPlace(String name, String kernel, Maker maker) {
        return new CaseKind(name, kernel, maker, Run.IN_PLACE);
    }

    static CaseKind rows(String name, String kernel, Maker maker) {
        return new CaseKind(name, kernel, maker, Run.ROWS);
    }
}
