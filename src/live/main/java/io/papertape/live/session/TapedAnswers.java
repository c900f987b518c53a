package io.papertape.live.session;

import io.papertape.live.tape.TapeAnswer;
import io.papertape.live.tape.TapeReader;
import io.papertape.market.Times;
import io.papertape.model.ModelAnswer;
import io.papertape.model.RemoteVersion;
import java.util.Optional;

/// Answers of remote models as a tape has them: nobody is asked again.
final class TapedAnswers {
  private TapedAnswers() {}

  /// The next answer, which must be to this question.
  ///
  /// @return empty if the tape ends before it
  /// @throws SessionDivergence if the tape goes on without it
  static Optional<ModelAnswer> next(TapeReader tape, RemoteVersion version, double[][] rows) {
    Optional<TapeAnswer> answer = tape.answer();
    if (answer.isEmpty() && tape.isAtEnd()) {
      return Optional.empty();
    }
    if (answer.isEmpty() || answer.get().question() != TapeAnswer.question(version, rows)) {
      throw new SessionDivergence(
          "Tape %s what the model is asked: model=%s, rows=%d, after=%s."
              .formatted(
                  answer.isEmpty() ? "has no answer to" : "answers something else than",
                  version.id(),
                  rows.length,
                  Times.instant(tape.lastNanos())));
    }
    return Optional.of(answer.get().answer());
  }

  /// The same where a tape that ends before the answer ends the run.
  static ModelAnswer required(TapeReader tape, RemoteVersion version, double[][] rows) {
    return next(tape, version, rows)
        .orElseThrow(() -> new SessionDivergence("Tape ends before the answer of the model."));
  }
}
