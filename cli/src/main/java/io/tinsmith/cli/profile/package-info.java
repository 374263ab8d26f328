/** What an inference takes, op by op, from the emulator's counts or a board's cycle counter. */
@NullMarked
package io.tinsmith.cli.profile;

import org.jspecify.annotations.NullMarked;
