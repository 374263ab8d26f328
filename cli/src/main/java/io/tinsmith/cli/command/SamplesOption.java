package io.tinsmith.cli.command;

import io.tinsmith.graph.Shape;
import io.tinsmith.training.DatasetOptions;
import io.tinsmith.training.SampleScale;
import io.tinsmith.training.Samples;
import io.tinsmith.training.SoundFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Inputs of a model to calibrate with. */
final class SamplesOption {
    @Option(
            names = "--samples",
            required = true,
            paramLabel = "FILE|DIR|DATASET",
            description =
                    "What to calibrate with, without labels: NPY or NPZ of [N, ...], CSV, IDX, pictures in any folders, "
                            + "recordings, whatever --dataset of design takes, or random, random-normal. For a model of "
                            + "several inputs once for each, in its order, equally many; random once for all")
    private List<String> sources = List.of();

    @Option(
            names = "--max-samples",
            paramLabel = "N",
            description = "At most so many, evenly from all. Default: ${DEFAULT-VALUE}",
            defaultValue = "200")
    private int most;

    @Option(
            names = "--input-range",
            paramLabel = "LOW,HIGH",
            description = "What bytes of 0 to 255 become, as of pictures. Default: ${DEFAULT-VALUE}",
            defaultValue = "0,1",
            converter = ToNumbers.class)
    private Numbers range = new Numbers(List.of(0.0, 1.0));

    @Option(
            names = "--mean",
            paramLabel = "M[,M...]",
            description = "Taken off after that, one for all or one a channel. Default: ${DEFAULT-VALUE}",
            defaultValue = "0",
            converter = ToNumbers.class)
    private Numbers mean = new Numbers(List.of(0.0));

    @Option(
            names = "--std",
            paramLabel = "S[,S...]",
            description = "Divided by after that. Default: ${DEFAULT-VALUE}",
            defaultValue = "1",
            converter = ToNumbers.class)
    private Numbers deviation = new Numbers(List.of(1.0));

    @Option(
            names = "--features",
            paramLabel = "NAME",
            description =
                    "Of recordings: log-mel (spectrograms) or mfcc (cepstral coefficients). Default: ${DEFAULT-VALUE}",
            defaultValue = "log-mel",
            converter = Conversions.Features.class)
    private SoundFeatures features = SoundFeatures.LOG_MEL;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of random samples. Default: ${DEFAULT-VALUE}",
            defaultValue = "1")
    private long seed;

    boolean isRandom() {
        return sources.stream().anyMatch(Samples::isRandom);
    }

    /** Of each input of a model. */
    Samples read(List<Shape> inputs) {
        if (most < 1) {
            throw new IllegalArgumentException("The --max-samples (" + most + ") is below 1.\nMaybe leave it out.");
        }
        if (range.values().size() != 2) {
            throw new IllegalArgumentException(
                    "The --input-range " + range.values() + " is not LOW,HIGH.\nMaybe write 0,1 or -1,1.");
        }
        SampleScale scale =
                new SampleScale(range.values().get(0), range.values().get(1), mean.values(), deviation.values());
        List<String> of =
                sources.size() == 1 && isRandom() ? Collections.nCopies(inputs.size(), sources.get(0)) : sources;
        if (of.size() != inputs.size()) {
            throw new IllegalArgumentException("The model has " + inputs.size() + " inputs " + inputs
                    + ", --samples was given " + of.size() + " times.\nMaybe give it once for each, in that order.");
        }
        DatasetOptions standard = DatasetOptions.standard();
        DatasetOptions options =
                new DatasetOptions(standard.imageSide(), standard.mirrored(), features, standard.splitSeed());
        List<Samples> each = new ArrayList<>();
        for (int i = 0; i < of.size(); i++) {
            Shape input = inputs.get(i);
            each.add(
                    Samples.isRandom(of.get(i))
                            ? Samples.random(of.get(i), input, most, scale, seed + i)
                            : Samples.read(of.get(i), input, most, scale, options));
        }
        return Samples.joined(each);
    }

    /** Numbers with commas between them. */
    record Numbers(List<Double> values) {}

    /** {@code 0.5}, {@code 0.5,0.4,0.4}. */
    static final class ToNumbers implements ITypeConverter<Numbers> {
        @Override
        public Numbers convert(String text) {
            try {
                return new Numbers(
                        Arrays.stream(text.split(",", -1)).map(Double::valueOf).toList());
            } catch (NumberFormatException e) {
                throw Conversions.failed(new IllegalArgumentException(
                        "The value (" + text + ") is not numbers with commas between them.\nMaybe write 0.5 or -1,1.",
                        e));
            }
        }
    }
}
