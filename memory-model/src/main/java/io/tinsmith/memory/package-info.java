@NullMarked
package io.tinsmith.memory;

import org.jspecify.annotations.NullMarked;
