/** Stand-ins for services, in processes of their own. */
@NullMarked
package dev.signalbox.standalone.testing;

import org.jspecify.annotations.NullMarked;
