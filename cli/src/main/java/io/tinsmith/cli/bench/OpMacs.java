package io.tinsmith.cli.bench;

import io.tinsmith.graph.GraphCost;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Split;
import io.tinsmith.memory.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The MACs of each op that the firmware counts, in its order. */
final class OpMacs {
    private OpMacs() {}

    /** Those of a split stand at its projection, as its time does; what is computed again counts once. */
    static List<Long> of(Schedule schedule) {
        List<Long> macs = new ArrayList<>();
        for (Step step : schedule.steps()) {
            Map<Integer, Long> ofStep = new HashMap<>();
            for (int op : step.ops()) {
                ofStep.put(
                        op,
                        GraphCost.macs(schedule.graph(), schedule.graph().ops().get(op)));
            }
            if (step instanceof Step.Stream stream) {
                for (Split split : stream.splits()) {
                    for (int op : List.of(split.expand(), split.depthwise())) {
                        ofStep.merge(split.project(), ofStep.getOrDefault(op, 0L), Long::sum);
                        ofStep.put(op, 0L);
                    }
                }
            }
            step.ops().forEach(op -> macs.add(ofStep.getOrDefault(op, 0L)));
        }
        if (schedule.inputByRows()) {
            macs.add(0L);
        }
        return macs;
    }
}
