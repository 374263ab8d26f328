package io.tinsmith.cli.design;

import io.tinsmith.cli.bench.BenchResult;
import io.tinsmith.cli.bench.TestVectors;
import io.tinsmith.cli.report.Accuracy;
import io.tinsmith.graph.Graph;
import io.tinsmith.training.ImageSet;
import java.util.ArrayList;
import java.util.List;

/** The test images that are sent to the device: the first ones. */
final class DeviceImages {
    private DeviceImages() {}

    /**
     * Inputs, and the outputs of the interpreter.
     *
     * @param most images
     */
    static TestVectors vectors(Graph graph, ImageSet test, int most) {
        Classifier classifier = new Classifier(graph);
        List<byte[]> inputs = new ArrayList<>();
        List<byte[]> outputs = new ArrayList<>();
        for (int i = 0; i < Math.min(most, test.count()); i++) {
            inputs.add(test.int8Input(i));
            outputs.add(classifier.output(inputs.get(i)));
        }
        return new TestVectors(inputs, outputs);
    }

    /** How many the device got right. */
    static Accuracy accuracy(BenchResult bench, ImageSet test) {
        long correct = 0;
        for (int i = 0; i < bench.images(); i++) {
            correct += Classifier.argmax(bench.outputs().get(i)) == test.label(i) ? 1 : 0;
        }
        return new Accuracy("int8, on the device", correct, bench.images());
    }
}
