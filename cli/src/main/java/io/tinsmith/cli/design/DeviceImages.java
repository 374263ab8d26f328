package io.tinsmith.cli.design;

import io.tinsmith.cli.bench.BenchResult;
import io.tinsmith.cli.bench.TestVectors;
import io.tinsmith.cli.report.Accuracy;
import io.tinsmith.graph.Graph;
import io.tinsmith.training.Confusion;
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

    /** How many, or how many pixels, the device got right. */
    static Accuracy accuracy(BenchResult bench, ImageSet test) {
        ImageSet images = test.first(bench.images());
        byte[] said = new byte[images.labels().length];
        for (int i = 0; i < images.count(); i++) {
            Classifier.greatest(bench.outputs().get(i), images.classes(), said, i * images.labelsPerImage());
        }
        return Tally.accuracy("int8, on the device", Confusion.of(images, said), images);
    }
}
