@NullMarked
package io.tinsmith.targets.internal;

import org.jspecify.annotations.NullMarked;
