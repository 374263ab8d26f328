package io.tinsmith.training.internal.data;

import io.tinsmith.graph.Shape;
import io.tinsmith.training.internal.Resampler;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A decoded picture.
 *
 * @param values red, green, blue of each pixel, row by row, or its grey alone; the alpha channel is left out
 * @param grey whether there is one value a pixel
 */
record Picture(int height, int width, boolean grey, byte[] values) {
    private static final long MOST_PIXELS = 100_000_000L;

    /** Decodes PNG, JPEG and what else this Java reads. */
    static Picture decode(byte[] file) throws IOException {
        BufferedImage image = image(file);
        try {
            return of(image);
        } catch (RuntimeException e) {
            // What odd files make of Java's colours.
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    /** As Java decodes it. */
    static BufferedImage image(byte[] file) throws IOException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("it is no picture that Java can read");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                    throw new IOException("it is larger than " + MOST_PIXELS / 1_000_000 + " megapixels");
                }
                return reader.read(0);
            } catch (RuntimeException e) {
                // What damaged files make of the decoders.
                throw new IOException(String.valueOf(e.getMessage()), e);
            } finally {
                reader.dispose();
            }
        }
    }

    /** Three equal values for each grey one. */
    byte[] rgb() {
        if (!grey) {
            return values;
        }
        byte[] rgb = new byte[3 * values.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = values[i / 3];
        }
        return rgb;
    }

    /** The square in its middle, at another size. */
    Picture square(int side) {
        int channels = grey ? 1 : 3;
        int edge = Math.min(height, width);
        int top = (height - edge) / 2;
        int left = (width - edge) / 2;
        byte[] cut = new byte[edge * edge * channels];
        for (int y = 0; y < edge; y++) {
            System.arraycopy(values, ((top + y) * width + left) * channels, cut, y * edge * channels, edge * channels);
        }
        byte[] out = edge == side ? cut : Resampler.resize(cut, 1, Shape.of(1, edge, edge, channels), side, side);
        return new Picture(side, side, grey, out);
    }

    private static Picture of(BufferedImage image) {
        int h = image.getHeight();
        int w = image.getWidth();
        Raster raster = image.getRaster();
        boolean bytes = raster.getDataBuffer().getDataType() == DataBuffer.TYPE_BYTE
                && !(image.getColorModel() instanceof IndexColorModel)
                && image.getColorModel().getComponentSize(0) == 8;
        if (raster.getNumBands() <= 2 && bytes) {
            // As stored: Java's own conversion of grey to sRGB changes the values.
            byte[] grey = new byte[h * w];
            int[] samples = raster.getSamples(0, 0, w, h, 0, (int[]) null);
            for (int i = 0; i < grey.length; i++) {
                grey[i] = (byte) samples[i];
            }
            return new Picture(h, w, true, grey);
        }
        int[] argb = image.getRGB(0, 0, w, h, null, 0, w);
        byte[] rgb = new byte[3 * argb.length];
        boolean grey = true;
        for (int i = 0; i < argb.length; i++) {
            rgb[3 * i] = (byte) (argb[i] >> 16);
            rgb[3 * i + 1] = (byte) (argb[i] >> 8);
            rgb[3 * i + 2] = (byte) argb[i];
            grey &= rgb[3 * i] == rgb[3 * i + 1] && rgb[3 * i] == rgb[3 * i + 2];
        }
        return grey ? new Picture(h, w, true, everyThird(rgb)) : new Picture(h, w, false, rgb);
    }

    private static byte[] everyThird(byte[] rgb) {
        byte[] out = new byte[rgb.length / 3];
        for (int i = 0; i < out.length; i++) {
            out[i] = rgb[3 * i];
        }
        return out;
    }
}
