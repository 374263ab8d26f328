package io.tinsmith.targets;

import io.tinsmith.targets.internal.Processes;
import io.tinsmith.targets.internal.PtyOutput;
import io.tinsmith.targets.internal.QmpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program on an emulated board, its serial port a pseudo terminal of this machine.
 *
 * <p>QEMU starts with the guest stopped and {@code -icount shift=0} (one instruction is one nanosecond of guest time, so
 * that counts repeat exactly); connect to {@link #serialPort} first, then {@link #resume}, so that nothing the guest
 * says is lost. Closing ends QEMU, and so does the end of this JVM.
 */
public final class Emulator implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(20);
    private static final int PTY_BAUD = 115_200;

    private final Process process;
    private final PtyOutput output;
    private final QmpClient monitor;
    private final Path folder;
    private final String serialPort;
    private final Thread atShutdown;

    private Emulator(
            Process process, PtyOutput output, QmpClient monitor, Path folder, String serialPort, Thread atShutdown) {
        this.process = process;
        this.output = output;
        this.monitor = monitor;
        this.folder = folder;
        this.serialPort = serialPort;
        this.atShutdown = atShutdown;
    }

    /**
     * Starts QEMU with a program, stopped before its first instruction.
     *
     * @param elf the program
     * @param more further arguments for QEMU, such as {@code -plugin}
     * @throws TargetException if QEMU is missing, does not know the machine or does not start
     */
    public static Emulator start(Toolchain tools, Emulation emulation, Path elf, List<String> more) {
        Path qemu = tools.require(Toolchain.QEMU);
        if (!Files.isRegularFile(elf)) {
            throw new TargetException("The program (" + elf + ") does not exist.\nMaybe run make first.");
        }
        Path folder = newFolder();
        Path socket = folder.resolve("qmp");
        List<String> command = new ArrayList<>();
        // Where Linux has it: this process may be killed without a chance to end the emulator itself.
        tools.locate("setpriv").ifPresent(s -> command.addAll(List.of(s.toString(), "--pdeathsig", "KILL")));
        command.addAll(List.of(
                qemu.toString(), "-M", emulation.machine(), "-nographic", "-monitor", "none", "-icount", "shift=0"));
        command.addAll(List.of("-S", "-serial", "pty", "-chardev", "socket,id=qmp,path=" + socket));
        command.addAll(List.of("-mon", "chardev=qmp,mode=control", "-kernel", elf.toString()));
        command.addAll(more);
        Process process = null;
        QmpClient monitor = null;
        Thread atShutdown = null;
        try {
            monitor = QmpClient.listen(socket, START_TIMEOUT);
            process = Processes.start(command, Path.of(""));
            Process started = process;
            atShutdown = new Thread(() -> {
                Processes.kill(started);
                delete(folder);
            });
            Runtime.getRuntime().addShutdownHook(atShutdown);
            PtyOutput output = PtyOutput.of(process);
            String serialPort = output.awaitPty(START_TIMEOUT);
            monitor.accept();
            return new Emulator(process, output, monitor, folder, serialPort, atShutdown);
        } catch (IOException | RuntimeException e) {
            if (process != null) {
                Processes.kill(process);
            }
            forget(atShutdown);
            close(monitor);
            delete(folder);
            throw e instanceof TargetException t
                    ? t
                    : new TargetException(
                            "The emulator (" + String.join(" ", command) + ") did not start.\nMaybe run it by hand.",
                            e);
        }
    }

    /** The path of the pseudo terminal that is the board's serial port. */
    public String serialPort() {
        return serialPort;
    }

    /** Opens the serial port; then {@link #resume} the guest. */
    public SerialLink connect() {
        return SerialLink.open(serialPort, PTY_BAUD);
    }

    /** Lets the guest run. */
    public void resume() {
        try {
            monitor.execute("cont");
        } catch (IOException e) {
            throw new TargetException("The emulator can't be resumed; it said: (" + output.text() + ").", e);
        }
    }

    /** Whether QEMU still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What QEMU itself has said so far: warnings, a guest's lock-up, a plug-in's results. */
    public String output() {
        return output.text();
    }

    /** Asks QEMU to end by itself (plug-ins write their results then), for at most some seconds. */
    public void quit(Duration timeout) {
        try {
            monitor.execute("quit");
            output.awaitEnd(timeout);
        } catch (IOException e) {
            throw new TargetException("The emulator can't be ended; it said: (" + output.text() + ").", e);
        }
    }

    @Override
    public void close() {
        Processes.kill(process);
        output.awaitEnd(START_TIMEOUT);
        close(monitor);
        delete(folder);
        forget(atShutdown);
    }

    private static void forget(@Nullable Thread atShutdown) {
        try {
            if (atShutdown != null) {
                Runtime.getRuntime().removeShutdownHook(atShutdown);
            }
        } catch (IllegalStateException e) {
            // The JVM is ending already and runs the hook itself.
            return;
        }
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("tinsmith-qemu");
        } catch (IOException e) {
            throw new TargetException("No temporary folder can be made.\nMaybe check java.io.tmpdir.", e);
        }
    }

    private static void close(@Nullable QmpClient monitor) {
        try {
            if (monitor != null) {
                monitor.close();
            }
        } catch (IOException e) {
            throw new TargetException("The emulator's monitor can't be closed.", e);
        }
    }

    private static void delete(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve("qmp"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new TargetException("The temporary folder (" + folder + ") can't be deleted.", e);
        }
    }
}
