package io.tinsmith.memory.tflm.internal;

import io.tinsmith.memory.tflm.TflmArena;
import io.tinsmith.memory.tflm.TflmModel;
import io.tinsmith.memory.tflm.TflmOp;
import io.tinsmith.memory.tflm.TflmRevision;
import io.tinsmith.memory.tflm.TflmSubgraph;
import io.tinsmith.memory.tflm.TflmTarget;
import io.tinsmith.memory.tflm.TflmTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code MicroInterpreter} allocates, in its order: its own objects when it is made, then all of
 * {@code AllocateTensors()}.
 *
 * <p>Source: tensorflow/lite/micro: micro_interpreter.cc, micro_interpreter_graph.cc, micro_allocator.cc.
 */
public final class Allocation {
    private static final int POINTER_BYTES = 4;

    private final TflmModel model;
    private final TflmTarget target;
    private final TflmRevision revision;
    private final ArenaMeter meter = new ArenaMeter();
    private final List<Scratch> scratch = new ArrayList<>();
    private final List<List<long[]>> opBytes = new ArrayList<>();

    public Allocation(TflmModel model, TflmTarget target, TflmRevision revision) {
        this.model = model;
        this.target = target;
        this.revision = revision;
    }

    /**
     * Allocates all.
     *
     * @throws IllegalArgumentException if TFLM would refuse the model
     */
    public TflmArena run() {
        Refusals.check(model);
        meter.step("the interpreter's own objects");
        object("allocator, planner", "SingleArenaBufferAllocator");
        object("allocator, planner", "GreedyMemoryPlanner");
        object("allocator, planner", "MicroAllocator");
        object("allocator, planner", "MicroBuiltinDataAllocator");
        resizeRequests();
        arrays();
        options();
        opData();
        prepare();
        PlannedBuffers plan = plan();
        meter.step("tensors of inputs and outputs");
        interpreterTensors("tensors of inputs", model.subgraphs().get(0).inputs());
        interpreterTensors("tensors of outputs", model.subgraphs().get(0).outputs());
        return new TflmArena(
                revision,
                target,
                meter.headBytes(),
                meter.persistentBytes(),
                meter.headBytes() + meter.persistentBytes(),
                meter.smallestBytes(),
                meter.decidedBy(),
                meter.items(),
                plan.buffers(),
                uses(),
                MissingOps.of(model));
    }

    private void object(String what, String struct) {
        objects(what, struct, 1);
    }

    private void objects(String what, String struct, int count) {
        TflmRevision.Struct one = revision.struct(struct);
        meter.persistent(what, count, (long) one.bytes() * count, one.alignment());
    }

    /** Requests of scratch are kept at the head until the plan is made: those so far, and room for one more op's. */
    private void resizeRequests() {
        meter.resizeHead((long) revision.struct("ScratchBufferRequest").bytes()
                * (scratch.size() + revision.scratchRequestsPerOp()));
    }

    private void arrays() {
        meter.step("arrays of tensors and nodes");
        objects(
                "pointers of subgraphs",
                "SubgraphAllocations",
                model.subgraphs().size());
        for (TflmSubgraph graph : model.subgraphs()) {
            objects("eval tensors", "TfLiteEvalTensor", graph.tensors().size());
        }
        for (TflmSubgraph graph : model.subgraphs()) {
            objects(
                    "nodes and registrations",
                    "NodeAndRegistration",
                    graph.ops().size());
        }
    }

    private void options() {
        meter.step("options of ops");
        for (TflmSubgraph graph : model.subgraphs()) {
            List<long[]> bytes = new ArrayList<>();
            for (TflmOp op : graph.ops()) {
                long before = meter.persistentBytes();
                OpRules.of(op)
                        .map(OpRule::options)
                        .filter(struct -> !struct.isEmpty())
                        .ifPresent(struct -> object("options of ops", struct));
                bytes.add(new long[] {meter.persistentBytes() - before, 0});
            }
            opBytes.add(bytes);
        }
    }

    private void opData() {
        meter.step("data of ops");
        for (int s = 0; s < model.subgraphs().size(); s++) {
            List<TflmOp> ops = model.subgraphs().get(s).ops();
            for (int i = 0; i < ops.size(); i++) {
                long before = meter.persistentBytes();
                OpRules.of(ops.get(i))
                        .map(rule -> rule.data(target.cmsisNn()))
                        .filter(struct -> !struct.isEmpty())
                        .ifPresent(struct -> meter.persistent(
                                "data of ops", 1, revision.struct(struct).bytes(), ArenaMeter.ALIGNMENT));
                opBytes.get(s).get(i)[0] += meter.persistentBytes() - before;
            }
        }
    }

    private void prepare() {
        for (int s = 0; s < model.subgraphs().size(); s++) {
            TflmSubgraph graph = model.subgraphs().get(s);
            for (int i = 0; i < graph.ops().size(); i++) {
                TflmOp op = graph.ops().get(i);
                meter.step("preparing op " + i + " (" + op.name() + ")");
                long before = meter.persistentBytes();
                NodeAllocations node = new NodeAllocations(graph, s, i, target, revision, meter, scratch);
                Optional<OpRule> rule = OpRules.of(op);
                try {
                    rule.ifPresent(known -> known.preparation().run(node));
                } catch (ArithmeticException e) {
                    throw new IllegalArgumentException(
                            "The op " + i + " (" + op.name() + ") of subgraph " + s
                                    + " asks for more bytes than there are.\nMaybe its shapes were altered.",
                            e);
                }
                meter.dropTemporaries();
                resizeRequests();
                opBytes.get(s).get(i)[0] += meter.persistentBytes() - before;
                opBytes.get(s).get(i)[1] = node.scratchBytes();
            }
        }
    }

    private PlannedBuffers plan() {
        meter.step("planning the buffers");
        if (!scratch.isEmpty()) {
            objects("handles of scratch", "ScratchBufferHandle", scratch.size());
        }
        int tensors = model.subgraphs().stream()
                .mapToInt(graph -> graph.tensors().size())
                .sum();
        TflmRevision.Struct info = revision.struct("AllocationInfo");
        meter.temporary((long) POINTER_BYTES * model.subgraphs().size(), POINTER_BYTES);
        meter.temporary((long) info.bytes() * (tensors + scratch.size()), info.alignment());
        variables();
        PlannedBuffers plan = new PlannedBuffers(model, scratch);
        meter.room(
                (long) revision.struct("PlannerBuffer").bytes() * plan.buffers().size());
        meter.dropTemporaries();
        meter.step("the planned buffers");
        meter.resizeHead(plan.bytes());
        return plan;
    }

    /** For variables, TFLM looks up whether an offset is given by the index within the subgraph, whichever that is. */
    private void variables() {
        for (TflmSubgraph graph : model.subgraphs()) {
            for (int i = 0; i < graph.tensors().size(); i++) {
                TflmTensor tensor = graph.tensors().get(i);
                if (tensor.variable() && PlannedBuffers.offlineOffset(model, i) == TflmModel.ONLINE) {
                    meter.persistent("variable tensors", 1, tensor.bytes(), ArenaMeter.ALIGNMENT);
                }
            }
        }
    }

    private void interpreterTensors(String what, List<Integer> tensors) {
        meter.persistent(what, 0, (long) POINTER_BYTES * tensors.size(), ArenaMeter.ALIGNMENT);
        for (int index : tensors) {
            TflmTensor tensor = model.subgraphs().get(0).tensors().get(index);
            object(what, "TfLiteTensor");
            if (tensor.scales() > 0) {
                object("quantization of inputs and outputs", "TfLiteAffineQuantization");
                meter.persistent(
                        "quantization of inputs and outputs", 0, NodeAllocations.zeroPointBytes(tensor), POINTER_BYTES);
            }
        }
    }

    private List<TflmArena.OpUse> uses() {
        List<TflmArena.OpUse> uses = new ArrayList<>();
        for (int s = 0; s < model.subgraphs().size(); s++) {
            List<TflmOp> ops = model.subgraphs().get(s).ops();
            for (int i = 0; i < ops.size(); i++) {
                long[] bytes = opBytes.get(s).get(i);
                uses.add(new TflmArena.OpUse(s, i, ops.get(i).name(), ops.get(i).version(), bytes[0], bytes[1]));
            }
        }
        return uses;
    }
}
