/** Data sets, augmentation and float training with TensorFlow. */
@NullMarked
package io.tinsmith.training;

import org.jspecify.annotations.NullMarked;
