package io.tinsmith.cli.bench;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.console.Progress;
import io.tinsmith.targets.Device;
import io.tinsmith.targets.DeviceClock;
import io.tinsmith.targets.DeviceIdentity;
import io.tinsmith.targets.DeviceMemory;
import io.tinsmith.targets.DeviceOp;
import io.tinsmith.targets.Emulation;
import io.tinsmith.targets.Emulator;
import io.tinsmith.targets.SerialLink;
import io.tinsmith.targets.Toolchain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends test vectors to a device over its serial port and compares what comes back. */
public final class Bench {
    private Bench() {}

    /** On the emulator, over a pseudo terminal: the path that a real board takes. */
    public static BenchResult emulated(
            Toolchain tools,
            Emulation emulation,
            Path elf,
            String modelSha256,
            TestVectors vectors,
            Progress progress) {
        try (Emulator emulator = Emulator.start(tools, emulation, elf, List.of())) {
            SerialLink link = emulator.connect();
            emulator.resume();
            try (Device device = Device.connect(link)) {
                String where = "qemu-system-arm " + emulation.machine() + ", serial pty";
                return run(device, where, Optional.of(emulation), modelSha256, vectors, progress);
            }
        }
    }

    /** On a board at a serial port. */
    public static BenchResult board(String port, int baud, String modelSha256, TestVectors vectors, Progress progress) {
        try (Device device = Device.connect(SerialLink.open(port, baud))) {
            return run(device, "board at " + port, Optional.empty(), modelSha256, vectors, progress);
        }
    }

    private static BenchResult run(
            Device device,
            String where,
            Optional<Emulation> emulation,
            String modelSha256,
            TestVectors vectors,
            Progress progress) {
        DeviceIdentity identity = device.identity();
        if (!identity.modelSha256().equals(modelSha256)) {
            throw new CommandException("The device (" + where + ") runs the model "
                    + identity.modelSha256() + ", the directory holds " + modelSha256
                    + ".\nMaybe flash the program of this directory first.");
        }
        device.paint();
        List<byte[]> outputs = new ArrayList<>();
        int equal = 0;
        int firstUnequal = -1;
        for (int i = 0; i < vectors.inputs().size(); i++) {
            byte[] output = device.run(vectors.inputs().get(i));
            outputs.add(output);
            if (Arrays.equals(output, vectors.outputs().get(i))) {
                equal++;
            } else if (firstUnequal < 0) {
                firstUnequal = i;
            }
            progress.to(i + 1);
            progress.note(equal + " equal");
        }
        DeviceClock clock = device.clock();
        Map<Integer, Long> ops = new HashMap<>();
        emulation.ifPresent(e -> {
            for (DeviceOp op : device.ops()) {
                ops.put(op.index(), e.instructions(op.ticks()));
            }
        });
        DeviceMemory memory = device.memory();
        return new BenchResult(
                where,
                "board " + identity.board() + ", runtime ABI " + identity.runtimeAbi() + ", rounding "
                        + identity.rounding(),
                equal,
                firstUnequal,
                outputs,
                emulation.map(e -> e.instructions(clock.inferenceTicks())).orElse(0L),
                emulation.map(e -> e.instructionsPerTick() == 1).orElse(false),
                ops,
                clock.inferenceTicks(),
                clock.ticksPerSecond(),
                memory.arenaBytes(),
                memory.arenaUsedBytes().orElse(-1),
                memory.staticsBytes(),
                memory.stackReservedBytes(),
                memory.stackUsedBytes());
    }
}
