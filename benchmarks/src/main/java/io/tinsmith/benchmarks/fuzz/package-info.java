/** A fuzzer of everything that reads a .tflite file, and of what then plans its memory. */
@NullMarked
package io.tinsmith.benchmarks.fuzz;

import org.jspecify.annotations.NullMarked;
