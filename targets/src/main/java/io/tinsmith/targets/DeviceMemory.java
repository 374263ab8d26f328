package io.tinsmith.targets;

import java.util.OptionalLong;

/**
 * What a device says of its RAM, in bytes.
 *
 * @param arenaBytes the arena as built
 * @param arenaUsedBytes the highest arena byte written by the last inference, plus one, found by paint; empty where the
 *     device did not look
 * @param staticsBytes all other data of the program, without arena and stack
 * @param stackReservedBytes the stack as linked
 * @param stackUsedBytes the deepest the stack went, found by paint
 */
public record DeviceMemory(
        long arenaBytes,
        OptionalLong arenaUsedBytes,
        long staticsBytes,
        long stackReservedBytes,
        long stackUsedBytes) {}
