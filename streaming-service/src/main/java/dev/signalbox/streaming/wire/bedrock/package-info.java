/**
 * Amazon Bedrock's Converse and ConverseStream as bytes. Names and shapes are those of AWS's model
 * of the service ({@code bedrock-runtime}, 2023-09-30), errors those of Smithy's {@code restJson1}.
 */
@NullMarked
package dev.signalbox.streaming.wire.bedrock;

import org.jspecify.annotations.NullMarked;
