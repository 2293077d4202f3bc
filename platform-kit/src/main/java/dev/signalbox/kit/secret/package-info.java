/** How secrets are kept: sealed with keys of their own, which are wrapped with the operators'. */
@NullMarked
package dev.signalbox.kit.secret;

import org.jspecify.annotations.NullMarked;
