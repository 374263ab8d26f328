package io.tinsmith.training.internal.data;

import io.tinsmith.graph.Shape;
import io.tinsmith.training.internal.Resampler;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;

/**
 * A class for each pixel of a picture.
 *
 * @param values {@code [height, width]}, unsigned, as stored: greys are not converted, and of colours from a palette it is
 *     their number
 */
record LabelMap(int height, int width, byte[] values) {
    private static final int MOST = 255;

    /**
     * Decodes a picture with one value a pixel.
     *
     * @throws IOException if it has more, such as red, green and blue, or a value above 255
     */
    static LabelMap decode(byte[] file) throws IOException {
        BufferedImage image = Picture.image(file);
        Raster raster = image.getRaster();
        if (raster.getNumBands() != 1) {
            throw new IOException("it has " + raster.getNumBands() + " values a pixel, not one");
        }
        int[] samples = raster.getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
        byte[] values = new byte[samples.length];
        for (int i = 0; i < values.length; i++) {
            if (samples[i] > MOST) {
                throw new IOException("it has the value " + samples[i] + ", above " + MOST);
            }
            values[i] = (byte) samples[i];
        }
        return new LabelMap(image.getHeight(), image.getWidth(), values);
    }

    /** The square in its middle, at another size, as {@link Picture#square} takes it. */
    LabelMap square(int side) {
        int edge = Math.min(height, width);
        int top = (height - edge) / 2;
        int left = (width - edge) / 2;
        byte[] cut = new byte[edge * edge];
        for (int y = 0; y < edge; y++) {
            System.arraycopy(values, (top + y) * width + left, cut, y * edge, edge);
        }
        return new LabelMap(side, side, Resampler.nearest(cut, 1, Shape.of(1, edge, edge, 1), side, side));
    }
}
