package io.tinsmith.cli.command;

import io.tinsmith.cli.ExitCodes;
import io.tinsmith.cli.console.TextTable;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;
import io.tinsmith.targets.ByteSize;
import picocli.CommandLine.Command;

/** Lists the boards. */
@Command(
        name = "boards",
        description = "Lists the boards that come with Tinsmith.",
        footer = {"", "Example:", "  tinsmith boards"})
public final class BoardsCommand extends TinsmithSubcommand {
    @Override
    public Integer call() {
        TextTable table = new TextTable("board", "core", "#MHz", "#SRAM", "#flash", "emulator", "what it is");
        for (Board b : Boards.all()) {
            table.row(
                    b.name(),
                    b.mcu().core().gccName(),
                    Long.toString(b.clockHz() / 1_000_000),
                    ByteSize.format(b.sramBytes()),
                    ByteSize.format(b.flashBytes()),
                    b.emulation().map(e -> e.machine()).orElse("none"),
                    b.title());
        }
        console().lines(table.lines());
        console().line("");
        console().line("A board file of your own works too: --board PATH.yaml");
        return ExitCodes.OK;
    }
}
