/** Readers of data sets: archives, pictures, tensors, recordings. */
@NullMarked
package io.tinsmith.training.internal.data;

import org.jspecify.annotations.NullMarked;
