package io.tinsmith.cli.calibrate;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.design.StageStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What one inference took: instructions under emulation, cycles on a board.
 *
 * @param ops by op, in the order in which the steps name them
 * @param all from beginning to end, what is outside of ops included
 * @param resolution of the counter that counted
 */
record Measured(List<Long> ops, long all, int resolution) {
    Measured {
        ops = List.copyOf(ops);
        if (all < 1 || resolution < 1) {
            throw new CommandException("An inference took (" + all + ") in steps of (" + resolution
                    + "): the device's counter does not count.\nMaybe reset the board, without a debugger attached.");
        }
    }

    /** What is outside of ops. */
    long rest() {
        return all - ops.stream().mapToLong(Long::longValue).sum();
    }

    static Measured read(Path file) throws IOException {
        try {
            List<Long> numbers =
                    Files.readAllLines(file).stream().map(Long::valueOf).toList();
            return new Measured(numbers.subList(2, numbers.size()), numbers.get(1), Math.toIntExact(numbers.get(0)));
        } catch (NumberFormatException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new CommandException(
                    "The file (" + file + ") of an earlier measurement cannot be read.\nMaybe delete it.", e);
        }
    }

    void write(Path file) throws IOException {
        Stream<Long> numbers = Stream.concat(LongStream.of(resolution, all).boxed(), ops.stream());
        String text = numbers.map(String::valueOf).collect(Collectors.joining("\n", "", "\n"));
        StageStore.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
