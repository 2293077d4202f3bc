package dev.signalbox.routing.model;

import java.net.http.HttpRequest;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.MessageAggregator;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.DefaultToolCallingChatOptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The chat model of one run: streaming-service's OpenAI endpoint, called with the run's headers. A
 * piece is read from the socket only when it is asked for, so a slow reader slows the provider
 * down; a cancelled run closes the connection at once.
 */
final class StreamingChatModel implements ChatModel {

  private static final Scheduler READERS =
      Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "model-readers");

  private final ModelGateway gateway;
  private final ModelCall call;
  private final Cancellation cancellation;
  private final Consumer<ModelAnswer> onAnswer;
  private final AtomicReference<@Nullable ModelExchange> current = new AtomicReference<>();

  StreamingChatModel(
      ModelGateway gateway,
      ModelCall call,
      Consumer<ModelAnswer> onAnswer,
      Cancellation cancellation) {
    this.gateway = gateway;
    this.call = call;
    this.onAnswer = onAnswer;
    this.cancellation = cancellation;
  }

  /** Ends the call that is under way, if one is. */
  void hangUp() {
    ModelExchange exchange = current.get();
    if (exchange != null) {
      exchange.close();
    }
  }

  @Override
  public ChatOptions getOptions() {
    return DefaultToolCallingChatOptions.builder().model(call.model()).build();
  }

  @Override
  public ChatResponse call(Prompt prompt) {
    AtomicReference<ChatResponse> whole = new AtomicReference<>();
    new MessageAggregator().aggregate(stream(prompt), whole::set).blockLast();
    return Objects.requireNonNull(whole.get(), "The model answers at least once");
  }

  /** To be called on the request's thread: its trace, token and deadline go along. */
  @Override
  public Flux<ChatResponse> stream(Prompt prompt) {
    HttpRequest request = gateway.request(prompt, call);
    return Flux.<ChatResponse, ModelExchange>generate(
            () -> {
              ModelExchange exchange = gateway.exchange(request, call, onAnswer);
              current.set(exchange);
              cancellation.onCancel(exchange::close);
              return exchange;
            },
            StreamingChatModel::emit,
            ModelExchange::close)
        .subscribeOn(READERS);
  }

  private static ModelExchange emit(ModelExchange exchange, SynchronousSink<ChatResponse> sink) {
    ChatResponse next = exchange.next();
    if (next == null) {
      sink.complete();
    } else {
      sink.next(next);
    }
    return exchange;
  }
}
