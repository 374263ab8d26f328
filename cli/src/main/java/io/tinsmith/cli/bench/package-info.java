/** Firmware directories: what Tinsmith keeps in them, and running them on a device. */
@NullMarked
package io.tinsmith.cli.bench;

import org.jspecify.annotations.NullMarked;
