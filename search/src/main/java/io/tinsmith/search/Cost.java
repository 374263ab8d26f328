package io.tinsmith.search;

/**
 * What a network costs, all of it predicted.
 *
 * @param macs multiply-accumulates of the network, each counted once
 * @param computedMacs what its schedule computes, with all that it computes more than once
 * @param arenaBytes activations, input and output among them, and scratch
 * @param sramBytes of the whole program: arena, statics, stack
 * @param flashBytes of the whole program: constants and code
 * @param runTime of its schedule
 */
public record Cost(
        long macs,
        long computedMacs,
        long parameters,
        long arenaBytes,
        long sramBytes,
        long flashBytes,
        RunTime runTime) {}
