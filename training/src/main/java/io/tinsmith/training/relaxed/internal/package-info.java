@NullMarked
package io.tinsmith.training.relaxed.internal;

import org.jspecify.annotations.NullMarked;
