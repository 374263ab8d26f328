/** From float models to int8 ones. */
@NullMarked
package io.tinsmith.cli.quantize;

import org.jspecify.annotations.NullMarked;
