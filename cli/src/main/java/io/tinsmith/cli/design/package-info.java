/** The stages of a design run, from spaces to the report. */
@NullMarked
package io.tinsmith.cli.design;

import org.jspecify.annotations.NullMarked;
