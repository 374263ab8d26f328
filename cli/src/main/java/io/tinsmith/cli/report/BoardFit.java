package io.tinsmith.cli.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the whole program is predicted to fit a board.
 *
 * @param sramBytes of the board
 * @param flashBytes of the board
 * @param programSramBytes that the board's program takes with the schedule shown
 * @param programFlashBytes that the board's program takes
 * @param wanting what there is too little of
 * @param fitsByRows whether it would with an input that comes by rows; null where that is not to choose from
 * @param time of an inference, estimated; null where the board's table lacks a cost
 * @param millijoules of an inference while the core computes, estimated; null where the board's file has no figures of power
 */
public record BoardFit(
        String board,
        long sramBytes,
        long flashBytes,
        long programSramBytes,
        long programFlashBytes,
        boolean fits,
        List<Limit.What> wanting,
        @Nullable Boolean fitsByRows,
        AnalysisReport.@Nullable Time time,
        @Nullable Double millijoules) {
    public BoardFit {
        wanting = List.copyOf(wanting);
    }
}
