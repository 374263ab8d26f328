/** What a differentiable search needs of a space: its choices, what they are expected to cost, what is likeliest to fit. */
@NullMarked
package io.tinsmith.search.relaxed;

import org.jspecify.annotations.NullMarked;
