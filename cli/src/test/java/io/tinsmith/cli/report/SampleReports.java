package io.tinsmith.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** A report of plausible size, made from a seed. */
public final class SampleReports {
    private SampleReports() {}

    public static DesignReport full() {
        return new DesignReport(
                new Job(
                        "netduino-plus-2",
                        "STM32F405RG",
                        "cortex-m4f",
                        168_000_000,
                        102_400,
                        262_144,
                        null,
                        "fashion-mnist",
                        "mobile-tiny",
                        "evolution",
                        "layer",
                        0,
                        1,
                        360,
                        Map.of()),
                new Network(
                        "mobile-tiny-w0.75-r28",
                        "stem16 e4k3w24d2 e6k5w40d3 e6k3w64d2 head128",
                        "[1x28x28x1]",
                        3_456_789,
                        98_765,
                        "DOUBLE",
                        "ab".repeat(32)),
                List.of(
                        Accuracy.ofImages("float, TensorFlow", 9_231, 10_000),
                        Accuracy.ofImages("int8, Java interpreter", 9_205, 10_000),
                        Accuracy.ofImages("int8, device", 185, 200)),
                new DeviceRun(
                        "qemu-system-arm netduinoplus2, serial pty",
                        200,
                        200,
                        9_876_543L,
                        Basis.EXACT,
                        9_870_000L,
                        new DeviceRun.Time(88.8, 70.1, 110.2),
                        "tinsmith mobile-tiny <& co>"),
                new MemoryTable(
                        "SRAM",
                        102_400,
                        List.of(
                                new MemoryRow("whole program", 0, null, 71_336L, "linker map and stack paint"),
                                new MemoryRow("arena", 1, 66_304L, 66_304L, "ELF symbol tns_arena"),
                                new MemoryRow("of which input", 2, 784L, 784L, "ELF symbol"),
                                new MemoryRow("statics", 1, null, 1_912L, "ELF sections .data, .bss"),
                                new MemoryRow("stack", 1, 3_072L, 1_120L, "stack paint"))),
                new MemoryTable(
                        "Flash",
                        262_144,
                        List.of(
                                new MemoryRow("whole program", 0, null, 120_404L, "ELF sections"),
                                new MemoryRow("weights", 1, 103_512L, 103_512L, "ELF section .rodata.tns"),
                                new MemoryRow("code", 1, null, 16_892L, "ELF section .text"))),
                ops(),
                arena(),
                spaces(),
                search(),
                finalists(),
                training(),
                new Provenance(
                        1,
                        Map.of("tinsmith", "0.1.0", "java", "17.0.15", "arm-none-eabi-gcc", "12.2.1"),
                        Map.of("fashion-mnist", "cd".repeat(32)),
                        Map.of()),
                List.of("The machine trained at 0.7 times the planned speed."));
    }

    private static List<OpRow> ops() {
        List<OpRow> ops = new ArrayList<>();
        for (int i = 0; i < 22; i++) {
            boolean depthwise = i % 3 == 1;
            long macs = depthwise ? 42_000 + 900L * i : 180_000 + 7_000L * i;
            ops.add(new OpRow(
                    i,
                    i,
                    "block" + i / 3 + (depthwise ? "/depthwise" : i % 3 == 0 ? "/expand" : "/project"),
                    depthwise ? "DepthwiseConv2d" : "Conv2d",
                    "[1x14x14x" + (16 + 4 * i) + "]",
                    macs,
                    macs / 40,
                    arena().liveBytes().get(i),
                    macs / 40,
                    null,
                    null,
                    macs * (depthwise ? 6 : 2)));
        }
        return ops;
    }

    private static ArenaMap arena() {
        SplittableRandom random = new SplittableRandom(3);
        List<String> steps = new ArrayList<>();
        List<Long> live = new ArrayList<>();
        List<ArenaMap.Block> blocks = new ArrayList<>();
        blocks.add(new ArenaMap.Block("input", ArenaMap.Kind.TENSOR, 0, 0, 784, 0, 0));
        for (int i = 0; i < 22; i++) {
            steps.add("block" + i / 3 + "/op" + i % 3);
            long size = i < 8 ? 18_000 + random.nextInt(14_000) : 3_000 + random.nextInt(6_000);
            blocks.add(new ArenaMap.Block(
                    "block" + i / 3 + "/op" + i % 3,
                    ArenaMap.Kind.TENSOR,
                    i + 1,
                    i % 2 == 0 ? 34_000 : 0,
                    size,
                    i,
                    Math.min(i + 1, 21)));
            live.add(i == 5 ? 66_304L : 20_000L + 100L * i);
        }
        blocks.add(new ArenaMap.Block("block1/op1 scratch", ArenaMap.Kind.SCRATCH, -1, 64_000, 2_304, 5, 5));
        return new ArenaMap(66_304, steps, live, blocks);
    }

    private static List<SpaceRow> spaces() {
        SplittableRandom random = new SplittableRandom(7);
        List<SpaceRow> spaces = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            double centre = 4e5 + 2.5e5 * i;
            int fitted = 200 - 12 * i;
            List<Long> macs = LongStream.range(0, fitted)
                    .map(k -> (long) (centre * (0.5 + random.nextDouble() + random.nextDouble() * 0.3)))
                    .sorted()
                    .boxed()
                    .toList();
            spaces.add(new SpaceRow(
                    "w" + (0.25 + i * 0.0625) + "-r" + (i % 2 == 0 ? 28 : 24), 200, fitted, centre, i == 9, macs));
        }
        return spaces;
    }

    private static List<SearchPoint> search() {
        SplittableRandom random = new SplittableRandom(9);
        List<SearchPoint> points = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            long macs = 300_000 + random.nextLong(4_000_000);
            long sram = 20_000 + macs / 45 + random.nextLong(60_000);
            points.add(new SearchPoint(sram, macs, sram > 102_400 ? SearchPoint.Kind.TOO_BIG : SearchPoint.Kind.FITS));
        }
        points.add(new SearchPoint(99_000, 3_900_000, SearchPoint.Kind.FINALIST));
        points.add(new SearchPoint(95_000, 3_650_000, SearchPoint.Kind.FINALIST));
        points.add(new SearchPoint(71_336, 3_456_789, SearchPoint.Kind.WINNER));
        return points;
    }

    private static List<FinalistRow> finalists() {
        return List.of(
                new FinalistRow("candidate 1", 3_900_000, 120_000, 99_000, 0.8712, false, null),
                new FinalistRow("candidate 2", 3_650_000, 110_000, 95_000, 0.8695, false, null),
                new FinalistRow("candidate 3", 3_456_789, 98_765, 71_336, 0.8760, true, 0.8125));
    }

    private static List<EpochRow> training() {
        List<EpochRow> rows = new ArrayList<>();
        for (int e = 1; e <= 12; e++) {
            rows.add(new EpochRow(e, 0.9 / e, 0.925 - 0.15 / e));
        }
        return rows;
    }
}
