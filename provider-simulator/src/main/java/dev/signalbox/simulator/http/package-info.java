/** HTTP/1.1 with full control of the bytes, which sees a client go even while nothing is sent. */
@NullMarked
package dev.signalbox.simulator.http;

import org.jspecify.annotations.NullMarked;
