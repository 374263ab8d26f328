@NullMarked
package io.tinsmith.memory.internal;

import org.jspecify.annotations.NullMarked;
