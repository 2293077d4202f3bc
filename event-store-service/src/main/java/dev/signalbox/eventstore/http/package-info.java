/** What several HTTP interfaces of this service show in the same form. */
@NullMarked
package dev.signalbox.eventstore.http;

import org.jspecify.annotations.NullMarked;
