/**
 * How large an arena TensorFlow Lite for Microcontrollers (TFLM) needs for a model, without running it: its allocator,
 * planner and kernels' requests simulated for a 32-bit Arm core.
 *
 * <p>{@link io.tinsmith.memory.tflm.TflmModel} describes the file, {@link io.tinsmith.memory.tflm.TflmRevision} the
 * sizes of one revision of TFLM, {@link io.tinsmith.memory.tflm.TflmArena} is the answer.
 */
@NullMarked
package io.tinsmith.memory.tflm;

import org.jspecify.annotations.NullMarked;
