/** Amazon Bedrock's Converse API as its server speaks it. */
@NullMarked
package dev.signalbox.simulator.bedrock;

import org.jspecify.annotations.NullMarked;
