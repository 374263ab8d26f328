/** A table of small networks that were all trained, so that strategies and predictors can be compared in seconds. */
@org.jspecify.annotations.NullMarked
package io.tinsmith.benchmarks.tabular;
