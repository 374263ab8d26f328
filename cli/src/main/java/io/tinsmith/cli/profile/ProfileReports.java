package io.tinsmith.cli.profile;

import io.tinsmith.cli.bench.FirmwareCard;
import io.tinsmith.cli.report.Basis;
import io.tinsmith.cli.report.ProfileReport;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.CycleEstimate;
import io.tinsmith.targets.CycleKind;
import io.tinsmith.targets.CycleModel;
import io.tinsmith.targets.DeviceClock;
import io.tinsmith.targets.DeviceOp;
import io.tinsmith.targets.ExecutionCounts;
import io.tinsmith.targets.ExecutionProfile;
import io.tinsmith.targets.InstructionClass;
import io.tinsmith.targets.MemoryTraffic;
import io.tinsmith.targets.Power;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes reports of what was counted or measured. */
final class ProfileReports {
    private ProfileReports() {}

    static ProfileReport estimated(Board board, String where, FirmwareCard card, ExecutionProfile profile) {
        CycleModel model = CycleModel.of(board.mcu().core());
        int waits = board.flashWaitStates();
        ExecutionCounts all = profile.total();
        double cycles = Math.max(1, model.estimate(all, waits).cycles());
        Estimates estimates = new Estimates(model, waits, cycles, board.clockHz(), profile.regions());
        List<ProfileReport.Op> ops = new ArrayList<>();
        for (int i = 0; i < card.opNames().size(); i++) {
            ExecutionCounts counts = i < profile.ops().size() ? profile.ops().get(i) : profile.between();
            ops.add(new ProfileReport.Op(i, card.opNames().get(i), estimates.cost(macs(card, i), counts)));
        }
        ProfileReport.Cost total = estimates.cost(totalMacs(card), all);
        return new ProfileReport(
                ProfileReport.SCHEMA_VERSION,
                board.name(),
                board.mcu().core().gccName(),
                where,
                card.modelSha256(),
                board.clockHz(),
                Basis.ESTIMATED,
                model.source(),
                model.band(),
                waits,
                total,
                ops,
                estimates.cost(null, profile.between()),
                profile.measuredInstructions(),
                profile.meteringInstructions(),
                memory(profile),
                board.power().map(p -> energy(p, total.milliseconds())).orElse(null));
    }

    static ProfileReport measured(
            Board board, String where, FirmwareCard card, DeviceClock clock, List<DeviceOp> deviceOps) {
        long hz = Math.max(1, clock.ticksPerSecond());
        double ticks = Math.max(1, clock.inferenceTicks());
        List<ProfileReport.Op> ops = new ArrayList<>();
        for (DeviceOp op : deviceOps) {
            String name = op.index() < card.opNames().size() ? card.opNames().get(op.index()) : op.name();
            ops.add(new ProfileReport.Op(
                    op.index(),
                    name,
                    new ProfileReport.Cost(
                            macs(card, op.index()), op.ticks(), 1e3 * op.ticks() / hz, op.ticks() / ticks, null)));
        }
        ProfileReport.Cost total = new ProfileReport.Cost(
                totalMacs(card), clock.inferenceTicks(), 1e3 * clock.inferenceTicks() / hz, 1, null);
        // The figures are for the board's clock.
        ProfileReport.Energy energy = hz == board.clockHz()
                ? board.power().map(p -> energy(p, total.milliseconds())).orElse(null)
                : null;
        boolean cycleCounter = board.portFamily().startsWith("stm32");
        return new ProfileReport(
                ProfileReport.SCHEMA_VERSION,
                board.name(),
                board.mcu().core().gccName(),
                where,
                card.modelSha256(),
                hz,
                Basis.MEASURED,
                (cycleCounter ? "DWT CYCCNT" : "timer") + " at " + hz + " Hz",
                null,
                null,
                total,
                ops,
                null,
                null,
                null,
                List.of(),
                energy);
    }

    private record Estimates(
            CycleModel model, int waits, double allCycles, long clockHz, List<ExecutionProfile.Region> regions) {
        ProfileReport.Cost cost(@Nullable Long macs, ExecutionCounts counts) {
            CycleEstimate estimate = model.estimate(counts, waits);
            return new ProfileReport.Cost(
                    macs,
                    Math.round(estimate.cycles()),
                    1e3 * estimate.cycles() / clockHz,
                    estimate.cycles() / allCycles,
                    counts(counts, estimate));
        }

        private ProfileReport.Counts counts(ExecutionCounts counts, CycleEstimate estimate) {
            Map<String, Long> classes = new HashMap<>();
            for (InstructionClass each : InstructionClass.values()) {
                if (counts.count(each) > 0) {
                    classes.put(each.key(), counts.count(each));
                }
            }
            Map<String, Long> kinds = new HashMap<>();
            for (CycleKind kind : CycleKind.values()) {
                kinds.put(kind.key(), Math.round(estimate.kinds().getOrDefault(kind, 0.0)));
            }
            long flashBytes = 0;
            List<ProfileReport.Traffic> traffic = new ArrayList<>();
            for (int i = 0; i < regions.size(); i++) {
                ExecutionProfile.Region region = regions.get(i);
                MemoryTraffic t = counts.traffic().get(i);
                flashBytes += region.flash() ? t.loadBytes() : 0;
                traffic.add(new ProfileReport.Traffic(
                        region.name(), region.flash(), t.loads(), t.loadBytes(), t.stores(), t.storeBytes()));
            }
            return new ProfileReport.Counts(
                    counts.instructions(),
                    Math.round(estimate.low()),
                    Math.round(estimate.high()),
                    classes,
                    kinds,
                    flashBytes,
                    estimate.flashBound(),
                    traffic);
        }
    }

    private static @Nullable Long macs(FirmwareCard card, int op) {
        List<Long> macs = card.opMacs();
        return macs == null || op >= macs.size() ? null : macs.get(op);
    }

    private static @Nullable Long totalMacs(FirmwareCard card) {
        List<Long> macs = card.opMacs();
        return macs == null ? null : macs.stream().mapToLong(Long::longValue).sum();
    }

    private static List<ProfileReport.Memory> memory(ExecutionProfile profile) {
        return profile.regions().stream()
                .filter(r -> r.writtenEnd() > 0)
                .map(r -> new ProfileReport.Memory(
                        r.name(), r.lowestWritten(), r.writtenEnd(), r.writtenEnd() - r.lowestWritten()))
                .toList();
    }

    private static ProfileReport.Energy energy(Power power, double milliseconds) {
        return new ProfileReport.Energy(
                power.millijoules(milliseconds / 1e3),
                power.activeMilliwatts(),
                power.idleMilliwatts(),
                milliseconds < 1e3 ? power.meanMilliwatts(milliseconds / 1e3, 1) : null,
                power.source());
    }
}
