package io.papertape.live.transport;

import io.papertape.model.ModelAnswer;
import io.papertape.model.ModelFailure;
import io.papertape.model.RemoteVersion;
import java.util.Optional;

/// Asks remote models. Whoever asks decides how long it waits: nothing here blocks for longer.
@FunctionalInterface
public interface ModelClient extends AutoCloseable {
  /// Reaches nobody.
  ModelClient NONE =
      (_, _) -> Pending.of(new ModelAnswer.Failure(ModelFailure.UNREACHABLE, "nobody is asked"));

  /// Begins to ask.
  ///
  /// @param rows `[row][feature]`, not kept
  Pending ask(RemoteVersion version, double[][] rows);

  /// Lets go of its connections.
  @Override
  default void close() {
    // holds none
  }

  /// A question that is under way.
  interface Pending {
    /// The answer, after a wait if need be; empty if it has not come.
    Optional<ModelAnswer> await(long nanos) throws InterruptedException;

    /// Nobody waits for it any more.
    void cancel();

    /// One that is answered already.
    static Pending of(ModelAnswer answer) {
      return new Pending() {
        @Override
        public Optional<ModelAnswer> await(long nanos) {
          return Optional.of(answer);
        }

        @Override
        public void cancel() {
          // nothing is under way
        }
      };
    }
  }
}
