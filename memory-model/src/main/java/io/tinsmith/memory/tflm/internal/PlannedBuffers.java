package io.tinsmith.memory.tflm.internal;

import io.tinsmith.memory.tflm.TflmArena;
import io.tinsmith.memory.tflm.TflmModel;
import io.tinsmith.memory.tflm.TflmTensor;
import java.util.ArrayList;
import java.util.List;

/** The buffers of tensors and scratch that TFLM plans, and where the planner puts them. */
final class PlannedBuffers {
    private final List<TflmArena.Buffer> buffers = new ArrayList<>();
    private final long bytes;

    PlannedBuffers(TflmModel model, List<Scratch> scratch) {
        Lifetimes lives = new Lifetimes(model, scratch);
        List<String> names = new ArrayList<>();
        List<GreedyPlan.Request> requests = new ArrayList<>();
        int index = 0;
        for (int s = 0; s < model.subgraphs().size(); s++) {
            List<TflmTensor> tensors = model.subgraphs().get(s).tensors();
            for (int i = 0; i < tensors.size(); i++) {
                TflmTensor tensor = tensors.get(i);
                int offset = offlineOffset(model, index++);
                boolean online = offset == TflmModel.ONLINE;
                if (tensor.constant() || tensor.bytes() == 0 || (tensor.variable() && online)) {
                    continue;
                }
                names.add(tensor.name());
                requests.add(new GreedyPlan.Request(
                        ArenaMeter.up(tensor.bytes(), ArenaMeter.ALIGNMENT),
                        lives.firstUse(s, i),
                        lives.lastUse(s, i),
                        offset));
            }
        }
        int tensorBuffers = requests.size();
        for (int i = 0; i < scratch.size(); i++) {
            names.add(scratch.get(i).name());
            requests.add(new GreedyPlan.Request(
                    ArenaMeter.up(scratch.get(i).bytes(), ArenaMeter.ALIGNMENT),
                    lives.scratchFirstUse(i),
                    lives.scratchLastUse(i),
                    TflmModel.ONLINE));
        }
        GreedyPlan plan = new GreedyPlan(requests);
        for (int i = 0; i < requests.size(); i++) {
            GreedyPlan.Request request = requests.get(i);
            buffers.add(new TflmArena.Buffer(
                    names.get(i),
                    i >= tensorBuffers,
                    plan.offset(i),
                    request.bytes(),
                    request.firstUse(),
                    request.lastUse()));
        }
        this.bytes = plan.bytes();
    }

    /** The offset that the file gives a tensor, counted over all subgraphs. */
    static int offlineOffset(TflmModel model, int tensor) {
        return model.offlineOffsets().isEmpty()
                ? TflmModel.ONLINE
                : model.offlineOffsets().get(tensor);
    }

    List<TflmArena.Buffer> buffers() {
        return buffers;
    }

    long bytes() {
        return bytes;
    }
}
