package io.papertape.live.session;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// A question that may take long to answer, asked away from the thread that wants to know. Owned
/// by that thread.
final class AsideQuestion<T> {
  private final String name;
  private final Supplier<T> question;
  private Optional<CompletableFuture<T>> asked = Optional.empty();

  AsideQuestion(String name, Supplier<T> question) {
    this.name = name;
    this.question = question;
  }

  /// Asks, unless the last answer has not been taken.
  void ask() {
    if (asked.isEmpty()) {
      CompletableFuture<T> answer = new CompletableFuture<>();
      asked = Optional.of(answer);
      Thread.ofVirtual()
          .name(name)
          .start(
              () -> {
                try {
                  answer.complete(question.get());
                } catch (RuntimeException | Error e) {
                  answer.completeExceptionally(e);
                }
              });
    }
  }

  /// The answer, once it is there; throws what the question threw.
  Optional<T> answer() {
    if (asked.isEmpty() || !asked.get().isDone()) {
      return Optional.empty();
    }
    CompletableFuture<T> answer = asked.get();
    asked = Optional.empty();
    if (answer.state() == CompletableFuture.State.SUCCESS) {
      return Optional.of(answer.resultNow());
    }
    if (answer.exceptionNow() instanceof RuntimeException e) {
      throw e;
    }
    throw new IllegalStateException("Question ended in a defect.", answer.exceptionNow());
  }
}
