package io.tinsmith.codegen.tflite;

/** Where in the file an op stands, for messages. */
record OpSite(int index, String name, String shapes) {
    /** Why this op cannot be used, and what to do. */
    ModelFormatException refuse(String why, String maybe) {
        return new ModelFormatException(this + " " + why + ".\nMaybe " + maybe + ".");
    }

    @Override
    public String toString() {
        return "The op " + index + " (" + name + ", " + shapes + ")";
    }
}
