package io.tinsmith.codegen.internal;

import io.tinsmith.codegen.FirmwareOptions;
import io.tinsmith.firmware.FirmwareResources;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Emulation;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All files of a firmware directory.
 *
 * @param texts by path in the directory
 */
public record FirmwareFiles(SortedMap<String, String> texts, long sramBytes, long flashBytes, List<String> opNames) {
    /** The folders whose contents are all generated. */
    public static final List<String> FOLDERS = List.of("app", "linker", "model", "port", "runtime");

    public FirmwareFiles {
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
        opNames = List.copyOf(opNames);
    }

    public static FirmwareFiles of(Schedule schedule, Board board, FirmwareOptions given) {
        ModelWriter.check(schedule);
        FirmwareOptions options = withinFirstRegion(schedule, board, given);
        int columnBytes = ColumnBytes.of(schedule.graph(), board.mcu(), options.optimize());
        ModelWriter model = new ModelWriter(schedule, WeightOrder.of(board.mcu()), columnBytes, options.modelSha256());
        ProjectWriter project = new ProjectWriter(schedule, board, options);
        long inputBytes = schedule.inputByRows() ? schedule.graph().input().bytes() : 0;
        MemoryLimits limits = MemoryLimits.ofBoard(board, options, inputBytes);
        SortedMap<String, String> texts = new TreeMap<>();
        for (String name : packaged(model, board)) {
            texts.put(name, FirmwareResources.read(name));
        }
        texts.put("model/tns_model.h", model.header());
        texts.put("model/tns_model.c", model.source(KernelPaths.of(schedule, board.mcu(), options.optimize())));
        texts.put("model/test_vectors.h", TestVectors.header(schedule.graph(), options.testInputs()));
        texts.put("Makefile", project.makefile());
        texts.put("README.md", project.readMe());
        Scripts scripts = new Scripts(schedule, options, PartMemory.ofBoard(schedule, board));
        texts.put("linker/board.ld", scripts.of("board " + board.name(), limits));
        board.emulation().ifPresent(emulation -> {
            String title = board.name() + " on QEMU's " + emulation.machine();
            Scripts emulated = new Scripts(schedule, options, PartMemory.ofEmulation(schedule, board, emulation));
            texts.put(
                    "linker/emulated.ld",
                    emulated.of(title, MemoryLimits.ofEmulation(board, emulation, options, inputBytes)));
            texts.put(
                    "linker/selftest.ld",
                    emulated.of(
                            title + ", with test vectors in flash",
                            MemoryLimits.ofSelftest(board, emulation, options, inputBytes)));
        });
        return new FirmwareFiles(texts, limits.ramBytes(), limits.flashBytes(), model.opNames());
    }

    private static SortedSet<String> packaged(ModelWriter model, Board board) {
        SortedSet<String> names = new TreeSet<>(RuntimeFiles.of(model.kernels()));
        names.addAll(FirmwareResources.list("app"));
        names.add("port/tns_port.h");
        names.addAll(FirmwareResources.list("port/cortexm"));
        names.addAll(port(board.portFamily(), board));
        board.emulation().map(Emulation::portFamily).ifPresent(family -> names.addAll(port(family, board)));
        return names;
    }

    private static List<String> port(String family, Board board) {
        List<String> files = FirmwareResources.list("port/" + family);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("The portFamily (" + family + ") of board (" + board.name()
                    + ") has no C files.\nMaybe the board file misspells it.");
        }
        return files;
    }

    /** Where the arena has several parts, the budget of RAM is that of the region of the first one. */
    private static FirmwareOptions withinFirstRegion(Schedule schedule, Board board, FirmwareOptions options) {
        if (schedule.parts().size() == 1) {
            return options;
        }
        if (schedule.inputByRows()) {
            throw new IllegalArgumentException(
                    "The arena of (" + schedule.parts().size()
                            + ") parts takes its input by rows, for which the benchmark needs a region of its own.\nMaybe plan the"
                            + " input whole, or the arena in one region.");
        }
        long main = PartMemory.mainBytes(schedule, board);
        return new FirmwareOptions(
                options.modelSha256(),
                OptionalLong.of(Math.min(main, options.sramBudgetBytes().orElse(Long.MAX_VALUE))),
                options.flashBudgetBytes(),
                options.stackBytes(),
                options.optimize(),
                options.profile(),
                options.testInputs());
    }

    private record Scripts(Schedule schedule, FirmwareOptions options, List<PartMemory> parts) {
        String of(String title, MemoryLimits limits) {
            return limits.linkerScript(
                    title, options.stackBytes(), schedule.parts().get(0).usedBytes(), parts);
        }
    }
}
