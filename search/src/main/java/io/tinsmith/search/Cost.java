package io.tinsmith.search;

/**
 * What a network costs, all of it predicted.
 *
 * @param macs multiply-accumulates of one inference
 * @param arenaBytes activations, input and output among them, and scratch
 * @param sramBytes of the whole program: arena, statics, stack
 * @param flashBytes of the whole program: constants and code
 */
public record Cost(long macs, long parameters, long arenaBytes, long sramBytes, long flashBytes) {}
