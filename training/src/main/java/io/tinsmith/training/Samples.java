package io.tinsmith.training;

import io.tinsmith.graph.Shape;
import io.tinsmith.training.internal.data.FileTree;
import io.tinsmith.training.internal.data.SampleFiles;
import io.tinsmith.training.internal.data.SampleRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Inputs of a model, without labels, as it takes them.
 *
 * @param source what they are, for people
 * @param inputs each with the values of one input, row-major; of all inputs, one after another, where there are several
 */
public record Samples(String source, List<float[]> inputs) {
    /** Names of random samples: spread evenly over the range of bytes, or normal with mean 0 and deviation 1. */
    public static final String UNIFORM = "random";

    public static final String NORMAL = "random-normal";

    public Samples {
        inputs = List.copyOf(inputs);
    }

    /**
     * Samples of all inputs of a model: the k-th of each.
     *
     * @param each of one input, in the model's order, equally many
     * @throws DatasetException if they are not
     */
    public static Samples joined(List<Samples> each) {
        if (each.size() == 1) {
            return each.get(0);
        }
        int count = each.get(0).inputs().size();
        for (Samples samples : each) {
            if (samples.inputs().size() != count) {
                throw new DatasetException(
                        "The samples (" + each.get(0).source() + ") are " + count + ", those of another"
                                + " input (" + samples.source() + ") "
                                + samples.inputs().size()
                                + ".\nMaybe one of the files is of another recording: the k-th of each belong together.");
            }
        }
        List<float[]> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = i;
            float[] one = new float
                    [each.stream().mapToInt(s -> s.inputs().get(at).length).sum()];
            int from = 0;
            for (Samples samples : each) {
                float[] part = samples.inputs().get(i);
                System.arraycopy(part, 0, one, from, part.length);
                from += part.length;
            }
            all.add(one);
        }
        return new Samples(each.stream().map(Samples::source).collect(Collectors.joining("; ")), all);
    }

    /** Whether a name stands for random samples. */
    public static boolean isRandom(String nameOrPath) {
        return nameOrPath.equals(UNIFORM) || nameOrPath.equals(NORMAL);
    }

    /**
     * Random samples.
     *
     * @param name {@link #UNIFORM} or {@link #NORMAL}; the latter is not scaled
     */
    public static Samples random(String name, Shape input, int count, SampleScale scale, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<float[]> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] sample = new float[Math.toIntExact(input.elements())];
            for (int k = 0; k < sample.length; k++) {
                sample[k] = name.equals(NORMAL)
                        ? (float) random.nextGaussian()
                        : (float) random.nextDouble(scale.low(), scale.high());
            }
            if (!name.equals(NORMAL)) {
                scale.standardize(sample, input.channels());
            }
            all.add(sample);
        }
        String source = name.equals(NORMAL)
                ? "random, normal, mean 0, deviation 1"
                : "random, uniform, " + scale.low() + " to " + scale.high();
        return new Samples(source, all);
    }

    /**
     * Samples of a data set by name, or from a folder, an archive or a file: NumPy arrays {@code [N, ...]} of the input's
     * shape, CSV rows, IDX files, pictures (cut to the input's shape of sides and scaled), recordings (as their features) and
     * all of {@link DatasetFormat}; evenly from all of them. Random ones by {@link #random}.
     *
     * @param input shape of one input, {@code [1, ...]}
     * @param most so many at most
     * @param options how a data set is read
     * @throws IllegalArgumentException if there is no such name or path
     * @throws DatasetException if a file is malformed, of another shape, or holds values that are not finite
     */
    public static Samples read(String nameOrPath, Shape input, int most, SampleScale scale, DatasetOptions options) {
        if (Datasets.names().contains(nameOrPath)) {
            Dataset data = Datasets.requireSound(Datasets.byName(nameOrPath), options);
            return images(nameOrPath, data, input, most, scale);
        }
        Path path = Path.of(nameOrPath);
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("The samples (" + nameOrPath
                    + ") are neither a known data set nor a folder or file.\nMaybe use one of " + Datasets.names()
                    + " or "
                    + UNIFORM + ", or check the path.");
        }
        try (FileTree tree = FileTree.open(path)) {
            Optional<SampleRows> rows = SampleFiles.read(tree, input);
            if (rows.isPresent() && options.features() != SoundFeatures.LOG_MEL) {
                throw Datasets.noSound(nameOrPath, options);
            }
            if (rows.isPresent()) {
                return rows(rows.get(), input, most, scale);
            }
        }
        Dataset data =
                Datasets.requireSound(DatasetFormat.read(String.valueOf(path.getFileName()), path, options), options);
        return images(nameOrPath, data, input, most, scale);
    }

    private static Samples rows(SampleRows rows, Shape input, int most, SampleScale scale) {
        List<float[]> all = new ArrayList<>();
        for (int i : spread(rows.count(), most)) {
            float[] sample = rows.values(i);
            for (int k = 0; k < sample.length; k++) {
                sample[k] = rows.bytes() ? scale.ofByte((int) sample[k]) : sample[k];
                if (!Float.isFinite(sample[k])) {
                    throw new DatasetException("The sample " + i + " of (" + rows.name() + ") has the value "
                            + sample[k] + " at position " + k + ".\nMaybe take out the samples that are not finite.");
                }
            }
            scale.standardize(sample, input.channels());
            all.add(sample);
        }
        return new Samples(describe(rows.name(), rows.bytes(), scale), all);
    }

    private static Samples images(String name, Dataset data, Shape input, int most, SampleScale scale) {
        boolean image = input.rank() == 4;
        Dataset fitting = image ? data.resizedTo(input.height(), input.width()) : data;
        ImageSet set = fitting.train();
        int repeat = image && set.imageShape().channels() == 1 ? input.channels() : 1;
        if (set.imageElements() * (long) repeat != input.elements()) {
            throw new DatasetException("The samples (" + name + ") are " + set.imageShape() + ", the model's input is "
                    + input + ".\nMaybe the model is of another data set; or give arrays of that shape as .npy.");
        }
        List<float[]> all = new ArrayList<>();
        for (int i : spread(set.count(), most)) {
            float[] sample = new float[Math.toIntExact(input.elements())];
            int from = i * set.imageElements();
            for (int k = 0; k < sample.length; k++) {
                sample[k] = scale.ofByte(set.pixels()[from + k / repeat]);
            }
            scale.standardize(sample, input.channels());
            all.add(sample);
        }
        return new Samples(describe(name, true, scale), all);
    }

    private static String describe(String name, boolean bytes, SampleScale scale) {
        String range = bytes ? ", bytes as " + scale.low() + " to " + scale.high() : ", numbers as they are";
        String standard = scale.isStandardized() ? ", less " + scale.mean() + " by " + scale.deviation() : "";
        return name + range + standard;
    }

    /** At most so many of 0 to count - 1, evenly. */
    private static List<Integer> spread(int count, int most) {
        List<Integer> indices = new ArrayList<>();
        int taken = Math.min(count, most);
        for (int i = 0; i < taken; i++) {
            indices.add((int) ((long) i * count / taken));
        }
        return indices;
    }
}
