@NullMarked
package io.tinsmith.memory.tflm.internal;

import org.jspecify.annotations.NullMarked;
