/** Measures what the terms of the instruction model cost on a core, under emulation. */
@NullMarked
package io.tinsmith.calibration;

import org.jspecify.annotations.NullMarked;
