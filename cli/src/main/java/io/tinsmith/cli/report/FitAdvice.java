package io.tinsmith.cli.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would make a network fit that does not.
 *
 * @param peak what stands in the arena where it is fullest; null unless SRAM is wanting
 * @param schedules what other schedules take; empty unless SRAM or time is wanting
 * @param weights the ops with most constants, the largest first; empty unless flash is wanting
 * @param time the ops that take most instructions (or cycles, by a table of cycles), the slowest first; empty unless time is
 *     wanting
 * @param smaller networks of the same structure that fit
 * @param remarks what was tried in vain, for people
 */
public record FitAdvice(
        @Nullable Peak peak,
        List<Way> schedules,
        List<Share> weights,
        List<Share> time,
        List<Smaller> smaller,
        List<String> remarks) {
    public FitAdvice {
        schedules = List.copyOf(schedules);
        weights = List.copyOf(weights);
        time = List.copyOf(time);
        smaller = List.copyOf(smaller);
        remarks = List.copyOf(remarks);
    }

    /**
     * The fullest step of the schedule that is shown.
     *
     * @param othersBytes SRAM of the program beside the arena: statics and stack
     */
    public record Peak(
            int step, String kind, String firstOp, String lastOp, long liveBytes, long othersBytes, List<Area> areas) {
        public Peak {
            areas = List.copyOf(areas);
        }
    }

    /** What takes memory there. Areas may share bytes, as the two tensors of a step in place do. */
    public record Area(String name, String kind, long arenaOffsetBytes, long sizeBytes) {}

    /**
     * Another schedule of the same network.
     *
     * @param overhead its MACs over those of the network
     * @param micros estimated; null where the board's table lacks a cost
     * @param option of the command line that chooses it
     * @param fits within all limits
     */
    public record Way(
            String schedule,
            double overhead,
            long programSramBytes,
            @Nullable Long micros,
            String option,
            boolean fits) {}

    /** An op's part of a sum. */
    public record Share(int op, String name, String kind, long amount, double share) {}

    /**
     * The same structure with a smaller input or fewer channels, planned by the same moves.
     *
     * @param width times the channels
     * @param micros estimated; null where the board's table lacks a cost
     */
    public record Smaller(
            String input,
            double width,
            long macs,
            long parameters,
            long programSramBytes,
            long programFlashBytes,
            @Nullable Long micros) {}
}
