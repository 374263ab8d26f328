package io.tinsmith.codegen.tflite;

/** Where in the file an op stands, for messages. */
record OpSite(int index, String name, String shapes) {
    /** Why this op cannot be used, and what to do. */
    ModelFormatException refuse(String why, String maybe) {
        return new ModelFormatException(this + " " + why + ".\nMaybe " + maybe + ".");
    }

    /** The same, where something else found out. */
    ModelFormatException refuse(String why, String maybe, Throwable cause) {
        return new ModelFormatException(this + " " + why + ".\nMaybe " + maybe + ".", cause);
    }

    @Override
    public String toString() {
        return "The op " + index + " (" + name + ", " + shapes + ")";
    }
}
