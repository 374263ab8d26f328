@NullMarked
package io.tinsmith.training.supernet.internal;

import org.jspecify.annotations.NullMarked;
