package io.tinsmith.cli.command;

import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/** A board by its name, or by the path of a board file. */
public final class BoardConverter implements ITypeConverter<Board> {
    @Override
    public Board convert(String text) {
        try {
            return text.endsWith(".yaml") || text.endsWith(".yml") ? Boards.load(Path.of(text)) : Boards.byName(text);
        } catch (IllegalArgumentException e) {
            throw Conversions.failed(e);
        }
    }
}
