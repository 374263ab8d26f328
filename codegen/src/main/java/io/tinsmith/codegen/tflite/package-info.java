/**
 * TensorFlow Lite model files: {@link io.tinsmith.codegen.tflite.TfliteWriter} and
 * {@link io.tinsmith.codegen.tflite.TfliteReader}.
 */
@NullMarked
package io.tinsmith.codegen.tflite;

import org.jspecify.annotations.NullMarked;
