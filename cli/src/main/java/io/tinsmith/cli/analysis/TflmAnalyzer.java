package io.tinsmith.cli.analysis;

import io.tinsmith.cli.report.TflmReport;
import io.tinsmith.memory.tflm.TflmArena;
import io.tinsmith.memory.tflm.TflmModel;
import io.tinsmith.memory.tflm.TflmResolver;
import io.tinsmith.memory.tflm.TflmRevision;
import io.tinsmith.memory.tflm.TflmTarget;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Mcu;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Predicts what TFLite Micro takes for a model. */
public final class TflmAnalyzer {
    private TflmAnalyzer() {}

    /**
     * A report.
     *
     * @param board whose memory is shown
     */
    public static TflmReport of(String name, TflmModel model, TflmTarget target, Optional<Board> board) {
        TflmRevision revision = TflmRevision.newest();
        TflmArena arena = TflmArena.of(model, target, revision);
        return new TflmReport(
                TflmReport.SCHEMA_VERSION,
                name,
                runtime(target),
                extension(target),
                board.map(b -> new TflmReport.Sram(b.name(), b.sramBytes())).orElse(null),
                revision.name(),
                revision.date(),
                arena.nonPersistentBytes(),
                arena.persistentBytes(),
                arena.usedBytes(),
                arena.smallestBytes(),
                arena.decidedBy(),
                arena.complete(),
                arena.items().stream()
                        .map(item -> new TflmReport.Item(item.what(), item.count(), item.bytes()))
                        .toList(),
                buffers(arena),
                ops(arena),
                TflmResolver.entries(model).stream()
                        .map(entry -> new TflmReport.Entry(entry.op(), entry.version(), entry.uses(), entry.call()))
                        .toList(),
                TflmResolver.code(model, arena.smallestBytes()),
                others(model, target, revision),
                arena.missing().stream()
                        .map(op ->
                                new TflmReport.Missing(op.subgraph(), op.index(), op.name(), op.shapes(), op.advice()))
                        .toList());
    }

    private static List<TflmReport.Buffer> buffers(TflmArena arena) {
        return arena.buffers().stream()
                .map(buffer -> new TflmReport.Buffer(
                        buffer.name(),
                        buffer.scratch() ? "SCRATCH" : "TENSOR",
                        buffer.arenaOffsetBytes(),
                        buffer.sizeBytes(),
                        buffer.firstUse(),
                        buffer.lastUse()))
                .toList();
    }

    private static List<TflmReport.OpUse> ops(TflmArena arena) {
        return arena.ops().stream()
                .map(op -> new TflmReport.OpUse(
                        op.subgraph(), op.index(), op.name(), op.version(), op.persistentBytes(), op.scratchBytes()))
                .toList();
    }

    private static List<TflmReport.Other> others(TflmModel model, TflmTarget shown, TflmRevision revision) {
        // Of the reference kernels the extension is of no effect.
        List<TflmTarget> targets = new ArrayList<>(TflmTarget.all());
        targets.removeIf(target -> target.equals(shown) || !(shown.cmsisNn() || target.cmsisNn()));
        return targets.stream()
                .map(target -> {
                    TflmArena arena = TflmArena.of(model, target, revision);
                    return new TflmReport.Other(
                            runtime(target), extension(target), arena.usedBytes(), arena.smallestBytes());
                })
                .toList();
    }

    /** What of a board's core CMSIS-NN makes use of. */
    public static TflmTarget.Extension extension(Mcu mcu) {
        if (mcu.mve()) {
            return TflmTarget.Extension.MVE;
        }
        return mcu.dsp() ? TflmTarget.Extension.DSP : TflmTarget.Extension.NONE;
    }

    private static String runtime(TflmTarget target) {
        return target.cmsisNn() ? "tflm-cmsis-nn" : "tflm";
    }

    private static String extension(TflmTarget target) {
        return target.extension().name().toLowerCase(Locale.ROOT);
    }
}
