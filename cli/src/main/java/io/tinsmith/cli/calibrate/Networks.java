package io.tinsmith.cli.calibrate;

import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.page.Units;
import io.tinsmith.graph.Graph;
import io.tinsmith.memory.CostTable;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.InstructionModel;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Compares a table with whole networks. */
public final class Networks {
    private Networks() {}

    /** A row for each network and kind of schedule; what was measured is kept as that of calibration is. */
    public static List<String> report(
            Map<String, Graph> networks, List<Fusion> fusions, CostTable costs, Measurements measurements)
            throws IOException {
        TextTable table = new TextTable("network", "schedule", "#measured", "#predicted", "#error %");
        for (Map.Entry<String, Graph> network : networks.entrySet()) {
            CostTable own = costs.withColumnBytes(
                    measurements.kernels(costs.kernels(), network.getValue()).columnBytes());
            for (Fusion fusion : fusions) {
                Schedule schedule = MemoryPlanner.plan(
                        network.getValue(), PlannerOptions.thorough().with(fusion));
                long measured =
                        measurements.of(schedule, new SplittableRandom(1)).all();
                long predicted = InstructionModel.instructions(schedule, own);
                table.row(
                        network.getKey(),
                        fusion.name().toLowerCase(Locale.ROOT),
                        Units.count(measured),
                        Units.count(predicted),
                        String.format(Locale.ROOT, "%.2f", 100.0 * (predicted - measured) / measured));
            }
        }
        return table.lines();
    }
}
