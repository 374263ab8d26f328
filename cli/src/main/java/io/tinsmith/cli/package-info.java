@NullMarked
package io.tinsmith.cli;

import org.jspecify.annotations.NullMarked;
