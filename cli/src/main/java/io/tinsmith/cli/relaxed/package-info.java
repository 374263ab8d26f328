/** Search spaces as networks with open choices, for differentiable searches. */
@NullMarked
package io.tinsmith.cli.relaxed;

import org.jspecify.annotations.NullMarked;
