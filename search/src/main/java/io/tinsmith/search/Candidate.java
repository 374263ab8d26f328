package io.tinsmith.search;

/** A network with its predicted cost. */
public record Candidate(Architecture architecture, Cost cost) {}
