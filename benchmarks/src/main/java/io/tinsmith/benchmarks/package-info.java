/** Benchmarks that people start with {@code benchmarks/run}; no test times anything. */
@org.jspecify.annotations.NullMarked
package io.tinsmith.benchmarks;
