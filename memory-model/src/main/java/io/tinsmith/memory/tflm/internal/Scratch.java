package io.tinsmith.memory.tflm.internal;

/** A scratch buffer that an op asked for. */
record Scratch(int subgraph, int op, String name, long bytes) {}
