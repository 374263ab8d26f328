@NullMarked
package io.tinsmith.training.internal;

import org.jspecify.annotations.NullMarked;
