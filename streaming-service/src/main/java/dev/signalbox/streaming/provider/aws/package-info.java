/** How requests to services of AWS show that they may be made. */
@NullMarked
package dev.signalbox.streaming.provider.aws;

import org.jspecify.annotations.NullMarked;
