package io.tinsmith.training.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** The thread that computes the other half of each training step. */
public final class HalfThread implements AutoCloseable {
    private final ExecutorService thread;

    public HalfThread(String name) {
        this.thread = Executors.newSingleThreadExecutor(r -> {
            Thread t = new Thread(r, name);
            t.setDaemon(true);
            return t;
        });
    }

    /** What the two halves of a step give. */
    public record Halves<T>(T first, T second) {}

    /** Computes the first half on the caller's thread and the second beside it. */
    public <T> Halves<T> both(Supplier<T> first, Callable<T> second) {
        Future<T> other = start(second);
        T own;
        try {
            own = first.get();
        } catch (RuntimeException e) {
            other.cancel(false);
            throw e;
        }
        return new Halves<>(own, await(other));
    }

    /** Half the sum of each pair, in the place of {@code a}. */
    public static float[] mean(float[] a, float[] b) {
        for (int i = 0; i < a.length; i++) {
            a[i] = 0.5f * (a[i] + b[i]);
        }
        return a;
    }

    private <T> Future<T> start(Callable<T> half) {
        return thread.submit(half);
    }

    /** Waits even when interrupted, since the half uses the step's tensors; the interrupt stays set. */
    private static <T> T await(Future<T> half) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return half.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("Half of a training step failed.", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Lets a half that still uses the step's tensors end first. */
    @Override
    public void close() {
        await(start(() -> true));
        thread.shutdown();
    }
}
