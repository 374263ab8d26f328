package io.tinsmith.search;

/** A network with its predicted cost. */
public record Candidate(Network network, Cost cost) {}
