package io.tinsmith.codegen.internal;

import io.tinsmith.codegen.FirmwareOptions;
import io.tinsmith.graph.Graph;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Emulation;
import java.util.Locale;

/** Writes the make file and the read-me of a firmware directory. */
final class ProjectWriter {
    private final Schedule schedule;
    private final Board board;
    private final FirmwareOptions options;

    ProjectWriter(Schedule schedule, Board board, FirmwareOptions options) {
        this.schedule = schedule;
        this.board = board;
        this.options = options;
    }

    String makefile() {
        return Template.of("Makefile")
                .put("BOARD", board.name())
                .put("CPU_FLAGS", String.join(" ", board.mcu().cpuFlags()))
                .put("BAUD", board.uart().baud())
                .put("ROUNDING", schedule.graph().rounding().name())
                .put("WEIGHT_QUADS", WeightOrder.of(board.mcu()) == WeightOrder.QUADS ? 1 : 0)
                .put("COLUMN_BYTES", ColumnBytes.of(schedule.graph(), board.mcu(), options.optimize()))
                .put(
                        "PATH_DEFINES",
                        KernelPaths.of(schedule, board.mcu(), options.optimize())
                                .flags())
                .put("OPTIMIZE_FLAG", options.optimize().flag())
                .put("PROFILE_DEFINE", options.profile() ? "-DTNS_PROFILE" : "")
                .put("PORT_SOURCES", portSources(board.portFamily()))
                .put("PORT_DEFINES", portDefines(board.uart().name()))
                .put("FLASH_HINT", flashHint(board))
                .put("EMULATION_TARGETS", board.emulation().isPresent() ? "emulate guard" : "")
                .put("EMULATED_ELF", board.emulation().isPresent() ? "$(BUILD)/$(BOARD)-emulated.elf" : "")
                .put(
                        "EMULATION_RULES",
                        board.emulation().map(this::emulationRules).orElse(""))
                .text();
    }

    private String emulationRules(Emulation emulation) {
        return Template.of("emulation.mk")
                .put("MACHINE", emulation.machine())
                .put("EMULATED_PORT_SOURCES", portSources(emulation.portFamily()))
                .put("EMULATED_DEFINES", portDefines(emulation.uart()))
                .text();
    }

    String readMe() {
        Graph graph = schedule.graph();
        MemoryLimits limits = MemoryLimits.ofBoard(board, options, 0);
        boolean emulated = board.emulation().isPresent();
        return Template.of("README.md")
                .put("MODEL", Identifiers.plain(graph.name()))
                .put("BOARD", board.name())
                .put("BOARD_TITLE", board.title())
                .put("MAKE_EMULATED", emulated ? "; build/" + board.name() + "-emulated.elf: the emulator's" : "")
                .put("EMULATE_LINES", emulated ? EMULATE_LINES : "")
                .put("SHA256", options.modelSha256())
                .put("ROUNDING_NAME", graph.rounding().name().toLowerCase(Locale.ROOT))
                .put(
                        "ENDS",
                        EndTexts.inputs(schedule).table()
                                + EndTexts.outputs(schedule).table())
                .put("ARENA_BYTES", schedule.arenaBytes())
                .put("INPUT_AMONG", new InputTexts(schedule).among())
                .put("HOW_TO_USE", new InputTexts(schedule).howToUse())
                .put("STACK_BYTES", options.stackBytes())
                .put("RAM_LENGTH", limits.ramBytes())
                .put("RAM_ORIGIN", CText.hex(limits.ramOrigin()))
                .put("FLASH_LENGTH", limits.flashBytes())
                .put("FLASH_ORIGIN", CText.hex(limits.flashOrigin()))
                .put("UART", board.uart().name())
                .put("BAUD", board.uart().baud())
                .put("INPUT_NOTE", ModelWriter.inputIsPreserved(schedule) ? INPUT_PRESERVED : INPUT_OVERWRITTEN)
                .put("TICKS_NOTE", ticksNote())
                .text();
    }

    private String ticksNote() {
        String real =
                "A tick is the port's: see `tns clock%` for its frequency and `port/` for what counts. The port leaves"
                        + " the chip at\nthe clock it has after reset, which may be far below its highest.";
        return board.emulation()
                .map(e -> real + "\nIn the emulator it is " + e.timer() + ", and a tick is "
                        + (e.instructionsPerTick() == 1 ? "one instruction" : e.instructionsPerTick() + " instructions")
                        + ". Instructions are exact there;\ncycles are not measured.")
                .orElse(real);
    }

    private static String flashHint(Board board) {
        return board.portFamily().startsWith("stm32")
                ? "With its ST-LINK probe and OpenOCD: openocd -f interface/stlink.cfg -f target/" + board.portFamily()
                        + "x.cfg -c 'program build/" + board.name() + ".elf verify reset exit'"
                : "Load it with the tools of the board.";
    }

    private static String portSources(String family) {
        return "$(sort $(wildcard port/" + family + "/*.c))";
    }

    /** The number of the serial port selects its registers. */
    private static String portDefines(String uart) {
        String digits = uart.replaceAll(".*?(\\d*)$", "$1");
        return "-DTNS_UART=" + (digits.isEmpty() ? "0" : digits);
    }

    private static final String EMULATE_LINES = """
                make emulate    # run the test inputs in the emulator and compare each output byte
                make guard      # show that a write behind the RAM budget, and a stack overflow, fault
            """;

    private static final String INPUT_PRESERVED =
            "An inference leaves its inputs as they were, so the results of any `infer N W` are those of the upload.";

    private static final String INPUT_OVERWRITTEN =
            "An inference overwrites an input, since the arena uses that memory again. So results are those of the"
                    + " upload after\n`infer 1 0` only; further runs and warm-ups serve timing, which hardly depends on"
                    + " the values.";
}
