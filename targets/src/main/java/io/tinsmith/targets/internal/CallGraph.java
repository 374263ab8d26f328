package io.tinsmith.targets.internal;

import io.tinsmith.targets.StackBound;
import io.tinsmith.targets.TargetException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Longest paths through the calls of a program, weighed by frames. */
public final class CallGraph {
    /** Exception entry: 8 words, or 26 with the registers of an FPU in use (Armv7-M ARM, B1.5.6 and B1.5.7). */
    private static final long ENTRY_BYTES = 32;

    private static final long FPU_ENTRY_BYTES = 104;
    /** The stack pointer is a multiple of 4 between instructions; entry makes it one of 8. */
    private static final long ALIGNMENT_BYTES = 4;

    private final Disassembly program;
    private final StackUsage usage;
    private final List<ThumbFunction> addressTaken;
    private final Map<ThumbFunction, Depth> depths = new HashMap<>();
    private final Deque<ThumbFunction> open = new ArrayDeque<>();

    /** Bytes from a function down, and the function below it on the deepest path; itself at the end. */
    private record Depth(long bytes, long frameBytes, ThumbFunction next) {}

    public CallGraph(Disassembly program, StackUsage usage) {
        this.program = program;
        this.usage = usage;
        this.addressTaken = program.addressTaken();
    }

    /**
     * The bound of the whole program.
     *
     * @throws TargetException if there is none
     */
    public StackBound bound() {
        ThumbFunction reset = program.at(program.vectors().get(1));
        long programBytes = depth(reset).bytes;
        List<Long> handlers =
                program.vectors().stream().skip(2).filter(v -> v != 0).toList();
        for (Long handler : handlers) {
            depth(program.at(handler));
        }
        boolean fpu = depths.keySet().stream().anyMatch(ThumbFunction::usesFloatingPoint);
        long entry = (fpu ? FPU_ENTRY_BYTES : ENTRY_BYTES) + ALIGNMENT_BYTES;
        long nested = 0;
        long afresh = 0;
        for (Long handler : handlers) {
            ThumbFunction function = program.at(handler);
            long bytes = depth(function).bytes;
            if (function.resetsStack()) {
                // From the top again; one more exception may interrupt it.
                afresh = Math.max(afresh, bytes + entry);
            } else {
                nested += entry + bytes;
            }
        }
        long last = handlers.stream().anyMatch(h -> program.at(h).resetsStack()) ? entry : 0;
        long exceptionBytes = Math.max(nested + last, afresh - programBytes);
        return new StackBound(programBytes, exceptionBytes, path(reset));
    }

    private List<StackBound.Frame> path(ThumbFunction from) {
        List<StackBound.Frame> path = new ArrayList<>();
        ThumbFunction function = from;
        while (true) {
            Depth depth = depth(function);
            path.add(new StackBound.Frame(function.name(), depth.frameBytes));
            if (depth.next.equals(function)) {
                return path;
            }
            function = depth.next;
        }
    }

    private Depth depth(ThumbFunction function) {
        Depth known = depths.get(function);
        if (known != null) {
            return known;
        }
        if (open.contains(function)) {
            throw recursion(function);
        }
        open.addLast(function);
        Depth depth = compute(function);
        open.removeLast();
        depths.put(function, depth);
        return depth;
    }

    private Depth compute(ThumbFunction function) {
        OptionalLong reported = usage.frame(function.name());
        if (reported.isPresent() && reported.getAsLong() != StackUsage.DYNAMIC) {
            // The compiler does not know what assembly within a function pushes.
            reported = OptionalLong.of(Math.max(reported.getAsLong(), function.takenBytes()));
        }
        long frame = reported.orElseGet(function::takenBytes);
        if (frame == StackUsage.DYNAMIC || (reported.isEmpty() && function.isDynamic())) {
            throw new TargetException("The stack has no bound: the frame of (" + function.name()
                    + ") has a size known only at run time.\nMaybe it uses alloca or an array of variable length.");
        }
        if (reported.isEmpty() && function.jumps()) {
            throw new TargetException("The stack has no bound that can be proven: (" + function.name()
                    + ") jumps to an address known only at run time.\nMaybe compile it with -fstack-usage.");
        }
        Set<ThumbFunction> callees = new HashSet<>();
        function.calls().forEach(a -> callees.add(program.at(a)));
        if (function.callsPointer()) {
            callees.addAll(addressTaken);
        }
        Set<ThumbFunction> tails = function.branches().stream()
                .map(program::at)
                .filter(f -> !f.equals(function))
                .collect(Collectors.toSet());
        Depth deepest = new Depth(frame, frame, function);
        // A compiler frees the frame before a call in tail position; hand-written code may not.
        deepest = deepest(deepest, frame, callees);
        return deepest(deepest, reported.isPresent() ? 0 : frame, tails);
    }

    private Depth deepest(Depth before, long frame, Set<ThumbFunction> callees) {
        Depth deepest = before;
        // In the order of addresses, so that equal depths give the same path each time.
        for (ThumbFunction callee : callees.stream()
                .sorted((a, b) -> Long.compare(a.address(), b.address()))
                .toList()) {
            long bytes = frame + depth(callee).bytes;
            if (bytes > deepest.bytes) {
                deepest = new Depth(bytes, frame, callee);
            }
        }
        return deepest;
    }

    private TargetException recursion(ThumbFunction function) {
        List<String> cycle = new ArrayList<>();
        for (ThumbFunction f : open) {
            if (!cycle.isEmpty() || f.equals(function)) {
                cycle.add(f.name());
            }
        }
        cycle.add(function.name());
        return new TargetException("The stack has no bound: recursion (" + String.join(" -> ", cycle)
                + ").\nMaybe a call through a pointer only seems to reach it: then take its address nowhere.");
    }
}
