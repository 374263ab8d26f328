/** Measures what the terms of the instruction model cost on a core, under emulation. */
@NullMarked
package io.tinsmith.cli.calibrate;

import org.jspecify.annotations.NullMarked;
