/** Lets works that come at the same time share one commit. */
@NullMarked
package dev.signalbox.kit.commit;

import org.jspecify.annotations.NullMarked;
