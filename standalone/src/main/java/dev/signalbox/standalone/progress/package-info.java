/** Shows what each part is doing while the platform starts and stops. */
@NullMarked
package dev.signalbox.standalone.progress;

import org.jspecify.annotations.NullMarked;
