/** What every service's API description has in common. */
@NullMarked
package dev.signalbox.kit.docs;

import org.jspecify.annotations.NullMarked;
