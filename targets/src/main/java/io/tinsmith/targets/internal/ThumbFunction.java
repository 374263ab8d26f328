package io.tinsmith.targets.internal;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the instructions of a function do to the stack and where they go. Filled by {@link Disassembly}. */
final class ThumbFunction {
    private static final String CONDITION = "(eq|ne|cs|hs|cc|lo|mi|pl|vs|vc|hi|ls|ge|lt|gt|le|al)";
    private static final Pattern CALL = Pattern.compile("blx?" + CONDITION + "?");
    private static final Pattern BRANCH = Pattern.compile("b" + CONDITION + "?");
    private static final Pattern EXCHANGE = Pattern.compile("bx" + CONDITION + "?");
    private static final Pattern TARGET = Pattern.compile("([0-9a-f]+) <.*");
    private static final Pattern PRE_DECREMENT = Pattern.compile(".*\\[sp, #-([0-9]+)\\]!");
    private static final Pattern SUBTRACT = Pattern.compile("sp, (?:sp, )?#([0-9]+)");
    private static final Pattern ADD_REGISTER = Pattern.compile("sp, (?:sp, )?r[0-9]+");
    private static final Pattern IMMEDIATE = Pattern.compile("\\w+, #([0-9]+)");

    private final String name;
    private final long address;
    private final Set<Long> calls = new TreeSet<>();
    private final Set<Long> branches = new TreeSet<>();
    private final Set<Long> immediates = new HashSet<>();
    private long taken;
    private boolean code;
    private boolean dynamic;
    private boolean callsPointer;
    private boolean jumps;
    private boolean resetsStack;
    private boolean floatingPoint;

    ThumbFunction(String name, long address) {
        this.name = name;
        this.address = address;
    }

    void add(String fullMnemonic, String operands) {
        code = true;
        String mnemonic = fullMnemonic.strip().replaceFirst("\\.[nw]$", "");
        floatingPoint |= mnemonic.startsWith("v");
        Matcher target = TARGET.matcher(operands);
        if (CALL.matcher(mnemonic).matches()) {
            if (target.matches()) {
                calls.add(Long.parseLong(target.group(1), 16));
            } else {
                callsPointer = true;
            }
        } else if (BRANCH.matcher(mnemonic).matches() && target.matches()) {
            branches.add(Long.parseLong(target.group(1), 16));
        } else if (EXCHANGE.matcher(mnemonic).matches()) {
            callsPointer |= !operands.equals("lr");
        } else if (mnemonic.startsWith("movw") || mnemonic.startsWith("movt")) {
            Matcher immediate = IMMEDIATE.matcher(operands);
            if (immediate.matches()) {
                immediates.add(Long.parseLong(immediate.group(1)));
            }
        } else {
            stackPointer(mnemonic, operands);
        }
    }

    private void stackPointer(String mnemonic, String operands) {
        Matcher preDecrement = PRE_DECREMENT.matcher(operands);
        Matcher subtract = SUBTRACT.matcher(operands);
        if (mnemonic.startsWith("push") || mnemonic.startsWith("vpush")) {
            taken += listBytes(operands);
        } else if (operands.startsWith("sp!,") && mnemonic.contains("stmdb")) {
            taken += listBytes(operands);
        } else if ((mnemonic.startsWith("str") || mnemonic.startsWith("vstr")) && preDecrement.matches()) {
            taken += Long.parseLong(preDecrement.group(1));
        } else if (mnemonic.startsWith("sub") && subtract.matches()) {
            taken += Long.parseLong(subtract.group(1));
        } else if ((mnemonic.startsWith("sub") || mnemonic.startsWith("mov")) && operands.startsWith("sp,")) {
            dynamic = true;
        } else if (mnemonic.startsWith("add") && ADD_REGISTER.matcher(operands).matches()) {
            // Armv6-M makes large frames with a negative number from memory.
            dynamic = true;
        } else if (mnemonic.equals("msr") && operands.startsWith("MSP,")) {
            resetsStack = true;
        } else if (operands.startsWith("pc,") && !operands.contains("[sp") && !operands.equals("pc, lr")) {
            jumps = true;
        }
    }

    /** Bytes of a register list such as {@code {r4, r5, lr}} or {@code {d8-d11}}. */
    private static long listBytes(String operands) {
        String list = operands.substring(operands.indexOf('{') + 1, operands.indexOf('}'));
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .mapToLong(range -> {
                    String[] ends = range.split("-", -1);
                    int count = ends.length == 1
                            ? 1
                            : Integer.parseInt(ends[1].substring(1)) - Integer.parseInt(ends[0].substring(1)) + 1;
                    return (range.startsWith("d") ? 8L : 4L) * count;
                })
                .sum();
    }

    String name() {
        return name;
    }

    long address() {
        return address;
    }

    boolean hasCode() {
        return code;
    }

    /** All that instructions take off the stack pointer, as if each ran once and none gave back. */
    long takenBytes() {
        return taken;
    }

    /** Whether the stack pointer is set to what is known only at run time. */
    boolean isDynamic() {
        return dynamic;
    }

    Set<Long> calls() {
        return calls;
    }

    /** Targets of all plain branches, within the function or out of it (calls in tail position). */
    Set<Long> branches() {
        return branches;
    }

    boolean callsPointer() {
        return callsPointer;
    }

    /** Whether it writes the program counter by other means than calls and returns; compilers do so for a switch. */
    boolean jumps() {
        return jumps;
    }

    /** Whether it starts the main stack afresh, as fault handlers may. */
    boolean resetsStack() {
        return resetsStack;
    }

    boolean usesFloatingPoint() {
        return floatingPoint;
    }

    /** Whether a movw or movt loads this half of an address. */
    boolean builds(long half) {
        return immediates.contains(half);
    }
}
