/** From a trained float graph to an int8 one: calibration and post-training quantization. */
@NullMarked
package io.tinsmith.training.quantize;

import org.jspecify.annotations.NullMarked;
