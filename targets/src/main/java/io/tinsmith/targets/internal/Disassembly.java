package io.tinsmith.targets.internal;

import io.tinsmith.targets.TargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Functions and constants of a linked Thumb program, from the text of {@code objdump -d -s}.
 *
 * @param functions by start address; {@code f.cold} is a part of {@code f}
 * @param vectors the words of {@code .isr_vector}
 * @param words all other words: constants, initialised data, and instructions, which seldom look like an address
 */
public record Disassembly(TreeMap<Long, ThumbFunction> functions, List<Long> vectors, Set<Long> words) {
    private static final Pattern HEADER = Pattern.compile("([0-9a-f]+) <(.+)>:");
    private static final Pattern INSTRUCTION =
            Pattern.compile("\\s*([0-9a-f]+):\t[0-9a-f ]+\t([^\t]+)(?:\t([^@;]*))?.*");
    private static final Pattern DUMP = Pattern.compile(" ([0-9a-f]+) ((?:[0-9a-f]{2,8}(?: |$)){1,4}).*");

    /**
     * What the text says.
     *
     * @throws TargetException if it holds no functions or no vector table
     */
    public static Disassembly parse(String text) {
        TreeMap<Long, ThumbFunction> functions = new TreeMap<>();
        Map<String, ThumbFunction> byName = new HashMap<>();
        List<Long> vectors = new ArrayList<>();
        Set<Long> words = new HashSet<>();
        String section = "";
        ThumbFunction function = new ThumbFunction("", -1);
        for (String line : text.lines().toList()) {
            if (line.startsWith("Contents of section ")) {
                section = line.substring(20).replaceFirst(":.*", "");
                continue;
            }
            Matcher header = HEADER.matcher(line);
            Matcher instruction = INSTRUCTION.matcher(line);
            Matcher dump = DUMP.matcher(line);
            if (header.matches()) {
                long address = Long.parseLong(header.group(1), 16);
                String name = header.group(2);
                ThumbFunction whole = byName.get(name.replaceFirst("\\.cold(\\.[0-9]+)?$", ""));
                function = whole != null && name.contains(".cold") ? whole : new ThumbFunction(name, address);
                byName.put(name, function);
                functions.put(address, function);
            } else if (instruction.matches()) {
                if (!instruction.group(2).startsWith(".")) {
                    String operands = instruction.group(3);
                    function.add(instruction.group(2), operands == null ? "" : operands.strip());
                }
            } else if (dump.matches()) {
                for (String group : dump.group(2).strip().split(" ", -1)) {
                    if (group.length() == 8) {
                        long word = Integer.toUnsignedLong(Integer.reverseBytes((int) Long.parseLong(group, 16)));
                        if (section.equals(".isr_vector")) {
                            vectors.add(word);
                        } else {
                            words.add(word);
                        }
                    }
                }
            }
        }
        if (functions.isEmpty() || vectors.size() < 2) {
            throw new TargetException("The disassembly holds (" + functions.size() + ") functions and ("
                    + vectors.size() + ") vectors.\nMaybe the program was not linked, or has no section .isr_vector.");
        }
        return new Disassembly(functions, List.copyOf(vectors), Set.copyOf(words));
    }

    /** The function that an address lies in. */
    ThumbFunction at(long address) {
        var entry = functions.floorEntry(address & ~1L);
        if (entry == null) {
            throw new TargetException("The address (0x" + Long.toHexString(address) + ") lies in no function.");
        }
        return entry.getValue();
    }

    /** Functions whose address a word of the program holds, or a pair of movw and movt builds. */
    List<ThumbFunction> addressTaken() {
        Set<ThumbFunction> taken = new HashSet<>();
        List<ThumbFunction> ordered = new ArrayList<>();
        functions.forEach((address, function) -> {
            long pointer = address | 1;
            boolean built =
                    functions.values().stream().anyMatch(f -> f.builds(pointer & 0xFFFF) && f.builds(pointer >> 16));
            if (function.hasCode() && (words.contains(pointer) || built) && taken.add(function)) {
                ordered.add(function);
            }
        });
        return ordered;
    }
}
