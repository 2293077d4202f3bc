/** That AWS would accept what is signed. */
@NullMarked
package dev.signalbox.streaming.provider.aws;

import org.jspecify.annotations.NullMarked;
