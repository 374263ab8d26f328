package io.tinsmith.training.internal.data;

import io.tinsmith.graph.Shape;
import io.tinsmith.training.CepstralFrontEnd;
import io.tinsmith.training.Dataset;
import io.tinsmith.training.DatasetException;
import io.tinsmith.training.DatasetOptions;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.SoundFeatures;
import io.tinsmith.training.SoundFrontEnd;
import io.tinsmith.training.SpectrogramFrontEnd;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Recordings in folders of classes, or named {@code CLASS_...wav}. They stay in memory, since a network of another
 * resolution takes other frames and bands.
 */
public final class Recordings {
    public static final List<String> ENDINGS = List.of(".wav");

    private static final int SIDE = 32;
    // The free spoken digits set's own rule: DIGIT_SPEAKER_INDEX.wav, indices 0 to 4 are for testing.
    private static final String INDEXED = "(.*/)?[^/_]+_[^/_]+_\\d+\\.wav";
    private static final int TEST_INDICES = 5;
    private static final double MOST_TEST_SHARE = 0.3;

    private static final double CLIP_QUANTILE = 0.95;
    private static final double CLIP_STEP_SECONDS = 0.1;
    private static final double MOST_CLIP_SECONDS = 2;

    private final String name;
    private final List<String> classNames;
    private final SoundFeatures features;
    private final int sampleRate;
    private final int clipSamples;
    private final Parts<Recording> parts;

    private record Recording(short[] samples, int label) {}

    private record Heard(Listing.Item item, WavFile wav) {}

    private Recordings(
            String name, List<String> classNames, SoundFeatures features, int sampleRate, Parts<Recording> parts) {
        this.name = name;
        this.features = features;
        this.classNames = classNames;
        this.sampleRate = sampleRate;
        this.parts = parts;
        int[] lengths = parts.train().stream()
                .mapToInt(r -> r.samples().length)
                .sorted()
                .toArray();
        double seconds = lengths[(int) (CLIP_QUANTILE * (lengths.length - 1))] / (double) sampleRate;
        double clip = Math.min(MOST_CLIP_SECONDS, Math.ceil(seconds / CLIP_STEP_SECONDS) * CLIP_STEP_SECONDS);
        clipSamples = (int) Math.round(clip * sampleRate);
    }

    /** Reads all of them, on all cores. */
    public static Dataset read(String name, FileTree tree, DatasetOptions options) {
        Listing listing = Listing.of(tree, ENDINGS, true);
        Parts<Listing.Item> items = new Parts<>(listing.train(), listing.test());
        items = byIndex(items).orSplit(Listing.Item::label, listing.classNames().size(), options.splitSeed());
        List<Heard> train = read(tree, items.train());
        List<Heard> test = read(tree, items.test());
        Heard first = train.get(0);
        for (Heard h : Stream.concat(train.stream(), test.stream()).toList()) {
            if (h.wav().sampleRate() != first.wav().sampleRate()) {
                throw new DatasetException("The recordings differ in sample rate: ("
                        + tree.name(first.item().file()) + ") has "
                        + first.wav().sampleRate() + " Hz, ("
                        + tree.name(h.item().file()) + ") " + h.wav().sampleRate()
                        + ".\nMaybe convert them all: sox IN.wav -r 8000 OUT.wav.");
            }
        }
        Parts<Recording> parts = new Parts<>(recordings(train), recordings(test));
        return new Recordings(
                        name,
                        listing.classNames(),
                        options.features(),
                        first.wav().sampleRate(),
                        parts)
                .at(SIDE, SIDE);
    }

    /** As images of so many frames and bands, or coefficients. */
    private Dataset at(int frames, int columns) {
        SoundFrontEnd plain = switch (features) {
            case LOG_MEL -> SpectrogramFrontEnd.spanning(sampleRate, clipSamples, frames, columns);
            case MFCC -> CepstralFrontEnd.spanning(sampleRate, clipSamples, frames, columns);
        };
        List<float[]> train = values(plain, parts.train());
        SoundFrontEnd ranged = SoundRanges.of(plain, train);
        Dataset data = Dataset.of(
                name,
                classNames,
                images(ranged, parts.train(), train),
                images(ranged, parts.test(), values(plain, parts.test())));
        Dataset.Kind kind = features == SoundFeatures.MFCC ? Dataset.Kind.CEPSTRA : Dataset.Kind.SPECTROGRAMS;
        return data.as(kind, ranged.parameters()).from(this::at);
    }

    private static List<float[]> values(SoundFrontEnd frontEnd, List<Recording> recordings) {
        Function<short[], float[]> analysis = frontEnd.analysis();
        return recordings.parallelStream().map(r -> analysis.apply(r.samples())).toList();
    }

    private ImageSet images(SoundFrontEnd frontEnd, List<Recording> recordings, List<float[]> values) {
        int size = frontEnd.frames() * frontEnd.columns();
        byte[] pixels = new byte[Math.multiplyExact(size, recordings.size())];
        byte[] labels = new byte[recordings.size()];
        for (int i = 0; i < labels.length; i++) {
            System.arraycopy(frontEnd.quantize(values.get(i)), 0, pixels, i * size, size);
            labels[i] = (byte) recordings.get(i).label();
        }
        Shape shape = Shape.of(1, frontEnd.frames(), frontEnd.columns(), 1);
        return new ImageSet(shape, classNames.size(), pixels, labels);
    }

    private static Parts<Listing.Item> byIndex(Parts<Listing.Item> items) {
        List<Listing.Item> all = items.train();
        if (!items.test().isEmpty() || !all.stream().allMatch(i -> i.file().matches(INDEXED))) {
            return items;
        }
        List<Listing.Item> test =
                all.stream().filter(i -> index(i) < TEST_INDICES).toList();
        if (test.isEmpty() || test.size() > MOST_TEST_SHARE * all.size()) {
            return items;
        }
        return new Parts<>(all.stream().filter(i -> index(i) >= TEST_INDICES).toList(), test);
    }

    private static long index(Listing.Item item) {
        String file = item.file();
        return Long.parseLong(file.substring(
                file.lastIndexOf('_') + 1, file.length() - ENDINGS.get(0).length()));
    }

    private static List<Heard> read(FileTree tree, List<Listing.Item> items) {
        return items.parallelStream()
                .map(item -> {
                    try {
                        return new Heard(item, WavFile.parse(tree.read(item.file())));
                    } catch (IOException e) {
                        throw new DatasetException(
                                "The recording (" + tree.name(item.file()) + ") cannot be used: " + e.getMessage()
                                        + ".\nMaybe convert it: sox IN.wav -c 1 -b 16 -r 16000 OUT.wav, or take it out.",
                                e);
                    }
                })
                .toList();
    }

    private static List<Recording> recordings(List<Heard> heard) {
        return heard.stream()
                .map(h -> new Recording(h.wav().samples(), h.item().label()))
                .toList();
    }
}
