/** The sub-commands. */
@NullMarked
package io.tinsmith.cli.command;

import org.jspecify.annotations.NullMarked;
