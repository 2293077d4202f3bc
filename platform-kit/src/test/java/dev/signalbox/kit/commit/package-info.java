/** Tests of group commits. */
@NullMarked
package dev.signalbox.kit.commit;

import org.jspecify.annotations.NullMarked;
