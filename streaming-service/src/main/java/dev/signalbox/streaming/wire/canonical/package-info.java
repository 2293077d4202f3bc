/**
 * What all protocols can say, in one form: requests as turns of parts, answers as events. A
 * protocol is read into it and written from it when client and provider do not speak the same.
 */
@NullMarked
package dev.signalbox.streaming.wire.canonical;

import org.jspecify.annotations.NullMarked;
