package io.tinsmith.cli.analysis;

import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.cli.bench.Prediction;
import io.tinsmith.cli.report.AnalysisReport;
import io.tinsmith.cli.report.BoardFit;
import io.tinsmith.cli.report.Limit;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which boards a network fits. */
final class BoardFits {
    private static final Comparator<BoardFit> ORDER = Comparator.comparing(BoardFit::fits)
            .reversed()
            .thenComparing(fit -> !Boolean.TRUE.equals(fit.fitsByRows()))
            .thenComparingLong(BoardFit::sramBytes)
            .thenComparingLong(BoardFit::flashBytes)
            .thenComparing(BoardFit::board);

    private BoardFits() {}

    /**
     * One row for each board: those that fit first, the smallest before the others.
     *
     * @param schedule that is shown
     * @param byRows the one of an input that comes by rows, where that is to choose from
     */
    static List<BoardFit> of(List<Board> boards, Schedule schedule, Optional<Schedule> byRows) {
        return boards.stream()
                .map(board -> row(board, schedule, byRows))
                .sorted(ORDER)
                .toList();
    }

    private static BoardFit row(Board board, Schedule schedule, Optional<Schedule> byRows) {
        Prediction memory = Prediction.of(schedule, board);
        List<Limit.What> wanting = wanting(board, memory);
        AnalysisReport.Time time = time(LatencyModel.of(board, Optimize.BALANCED), schedule);
        return new BoardFit(
                board.name(),
                board.sramBytes(),
                board.flashBytes(),
                memory.sramBytes(),
                memory.flashBytes(),
                wanting.isEmpty(),
                wanting,
                byRows.map(s -> wanting(board, Prediction.of(s, board)).isEmpty())
                        .orElse(null),
                time,
                millijoules(board, time));
    }

    private static List<Limit.What> wanting(Board board, Prediction memory) {
        List<Limit.What> wanting = new ArrayList<>();
        if (memory.sramBytes() > board.sramBytes()) {
            wanting.add(Limit.What.SRAM);
        }
        if (memory.flashBytes() > board.flashBytes()) {
            wanting.add(Limit.What.FLASH);
        }
        return wanting;
    }

    /** What an inference takes; null where the table lacks a cost. */
    static AnalysisReport.@Nullable Time time(LatencyModel times, Schedule schedule) {
        if (!times.knows(schedule)) {
            return null;
        }
        LatencyModel.Latency latency = times.of(schedule);
        return new AnalysisReport.Time(
                times.board().name(),
                latency.instructions() > 0 ? latency.instructions() : null,
                latency.millis(),
                latency.lowMillis(),
                latency.highMillis());
    }

    static @Nullable Double millijoules(Board board, AnalysisReport.@Nullable Time time) {
        return time == null
                ? null
                : board.power().map(p -> p.millijoules(time.millis() / 1e3)).orElse(null);
    }
}
