package io.tinsmith.training.internal.data;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A recording of 16-bit PCM, one channel, from a RIFF WAVE file (Microsoft and IBM 1991, "Multimedia Programming Interface
 * and Data Specifications 1.0").
 */
record WavFile(int sampleRate, short[] samples) {
    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FMT = 0x20746D66;
    private static final int DATA = 0x61746164;
    private static final int PCM = 1;
    private static final int EXTENSIBLE = 0xFFFE;

    /** @throws IOException that says what is the matter */
    static WavFile parse(byte[] file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (in.getInt() != RIFF || in.getInt() == 0 || in.getInt() != WAVE) {
                throw new IOException("it is no RIFF WAVE file");
            }
            int rate = 0;
            while (true) {
                int chunk = in.getInt();
                int length = in.getInt();
                if (chunk == DATA && rate > 0) {
                    return new WavFile(rate, samples(in, length));
                }
                int next = Math.addExact(in.position(), Math.addExact(length, length & 1));
                if (length < 0 || next > in.limit()) {
                    throw new BufferUnderflowException();
                }
                rate = chunk == FMT ? format(in) : rate;
                in.position(next);
            }
        } catch (BufferUnderflowException | ArithmeticException e) {
            throw new IOException("it ends too early", e);
        }
    }

    private static int format(ByteBuffer in) throws IOException {
        int format = in.getShort() & 0xFFFF;
        int channels = in.getShort();
        int rate = in.getInt();
        in.getInt();
        in.getShort();
        int bits = in.getShort();
        if ((format != PCM && format != EXTENSIBLE) || channels != 1 || bits != 16 || (rate != 8000 && rate != 16000)) {
            throw new IOException("it has " + rate + " Hz, " + channels + " channels of " + bits + " bits in format "
                    + format + ", not 8000 or 16000 Hz, one channel of 16 bits of PCM (format 1)");
        }
        return rate;
    }

    private static short[] samples(ByteBuffer in, int length) throws IOException {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        if (length < 2) {
            throw new IOException("it has no samples");
        }
        short[] samples = new short[length / 2];
        in.asShortBuffer().get(samples);
        return samples;
    }
}
