package io.tinsmith.benchmarks.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Breaks one file in many ways: blindly, and where FlatBuffers keep what readers trust (offsets, vtables, lengths of
 * vectors). The places are guessed from the bytes alone, as a verifier would follow them.
 */
final class Mutator {
    private static final int[] WORDS = {
        0,
        1,
        -1,
        2,
        3,
        4,
        7,
        8,
        16,
        127,
        128,
        255,
        256,
        32_767,
        65_535,
        65_536,
        1 << 20,
        1 << 28,
        1 << 29,
        1 << 30,
        Integer.MAX_VALUE,
        Integer.MAX_VALUE - 3,
        Integer.MIN_VALUE,
        Integer.MIN_VALUE + 1,
        0x3F80_0000,
        0x7F80_0000,
        0x7FC0_0000,
        0xFF80_0000,
        0x0080_0000
    };
    private static final int[] BYTES = {0, 1, 2, 3, 4, 6, 8, 9, 16, 32, 64, 127, 128, 200, 254, 255};
    private static final int MOST_BLOCK = 64;

    private final byte[] seed;
    /** Places of offsets that lead to something in the file, and what they lead to. */
    private final int[] offsets;

    private final int[] targets;
    /** Places of the entries of vtables. */
    private final int[] entries;

    Mutator(byte[] seed) {
        this.seed = seed.clone();
        ByteBuffer file = ByteBuffer.wrap(this.seed).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> from = new ArrayList<>();
        List<Integer> to = new ArrayList<>();
        List<Integer> fields = new ArrayList<>();
        for (int at = 0; at + 4 <= seed.length; at += 4) {
            long target = at + Integer.toUnsignedLong(file.getInt(at));
            if (target > at && target + 4 <= seed.length && target % 4 == 0) {
                from.add(at);
                to.add((int) target);
            }
            addVtable(file, at, fields);
        }
        this.offsets = array(from);
        this.targets = array(to);
        this.entries = array(fields);
    }

    /** If a table may begin here: the entries of its vtable. */
    private static void addVtable(ByteBuffer file, int table, List<Integer> fields) {
        long vtable = (long) table - file.getInt(table);
        if (vtable < 4 || vtable + 4 > file.capacity() || vtable == table) {
            return;
        }
        int bytes = file.getShort((int) vtable);
        int inline = file.getShort((int) vtable + 2);
        boolean sound = bytes >= 4 && bytes <= 40 && bytes % 2 == 0 && inline >= 4 && inline <= 80;
        for (int at = 0; sound && at < bytes && vtable + at + 2 <= file.capacity(); at += 2) {
            fields.add((int) vtable + at);
        }
    }

    private static int[] array(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    /** A broken copy; the same {@code random} gives the same. */
    byte[] mutate(SplittableRandom random) {
        byte[] bytes = seed.clone();
        int changes = 1 + Integer.numberOfTrailingZeros(random.nextInt() | 1 << 4);
        for (int i = 0; i < changes; i++) {
            bytes = change(bytes, random);
        }
        return bytes;
    }

    private byte[] change(byte[] bytes, SplittableRandom random) {
        if (bytes.length < 8) {
            return bytes;
        }
        switch (random.nextInt(14)) {
            case 0, 1 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case 2, 3 -> bytes[random.nextInt(bytes.length)] = (byte) BYTES[random.nextInt(BYTES.length)];
            case 4 -> putInt(bytes, random.nextInt(bytes.length / 4) * 4, WORDS[random.nextInt(WORDS.length)]);
            case 5 -> add(bytes, random.nextInt(bytes.length / 4) * 4, random.nextInt(-8, 9));
            case 6, 7 -> redirect(bytes, random);
            case 8, 9 -> length(bytes, random);
            case 10, 11 -> vtable(bytes, random);
            case 12 -> copyBlock(bytes, random);
            default -> {
                return resize(bytes, random);
            }
        }
        return bytes;
    }

    /** Lets an offset lead elsewhere: to what another leads to, to itself, out of the file. */
    private void redirect(byte[] bytes, SplittableRandom random) {
        int at = pick(offsets, random);
        int to = random.nextInt(4) == 0 ? WORDS[random.nextInt(WORDS.length)] : pick(targets, random) - at;
        putInt(bytes, at, to);
    }

    /** Where offsets lead stand lengths of vectors, and the offsets of vtables. */
    private void length(byte[] bytes, SplittableRandom random) {
        int at = pick(targets, random);
        if (random.nextBoolean()) {
            add(bytes, at, random.nextInt(-3, 4));
        } else {
            putInt(bytes, at, WORDS[random.nextInt(WORDS.length)]);
        }
    }

    private void vtable(byte[] bytes, SplittableRandom random) {
        int at = pick(entries, random);
        int value = random.nextInt(3) == 0 ? WORDS[random.nextInt(WORDS.length)] : random.nextInt(0, 40);
        if (at + 2 <= bytes.length) {
            bytes[at] = (byte) value;
            bytes[at + 1] = (byte) (value >> 8);
        }
    }

    private static void copyBlock(byte[] bytes, SplittableRandom random) {
        int size = random.nextInt(1, Math.min(MOST_BLOCK, bytes.length));
        int from = random.nextInt(bytes.length - size + 1);
        int to = random.nextInt(bytes.length - size + 1);
        System.arraycopy(bytes, from, bytes, to, size);
    }

    /** Cuts the end, or a block out of the middle, or puts one in twice. */
    private static byte[] resize(byte[] bytes, SplittableRandom random) {
        int size = random.nextInt(1, Math.min(MOST_BLOCK, bytes.length));
        int at = random.nextInt(bytes.length - size + 1);
        return switch (random.nextInt(3)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> {
                byte[] shorter = Arrays.copyOf(bytes, bytes.length - size);
                System.arraycopy(bytes, at + size, shorter, at, shorter.length - at);
                yield shorter;
            }
            default -> {
                byte[] longer = Arrays.copyOf(bytes, bytes.length + size);
                System.arraycopy(bytes, at, longer, at + size, bytes.length - at);
                yield longer;
            }
        };
    }

    private static int pick(int[] places, SplittableRandom random) {
        return places.length == 0 ? 0 : places[random.nextInt(places.length)];
    }

    private static void add(byte[] bytes, int at, int value) {
        if (at + 4 <= bytes.length) {
            putInt(
                    bytes,
                    at,
                    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at) + value);
        }
    }

    private static void putInt(byte[] bytes, int at, int value) {
        for (int i = 0; i < 4 && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (value >> (8 * i));
        }
    }
}
