package io.papertape.live.tape;

import io.papertape.model.ModelAnswer;
import io.papertape.model.ModelFailure;
import java.util.List;

/// An answer as bytes: when it came, the checksum of its question, and the scores bit by bit or
/// the number of the failure.
final class AnswerCode {
  private static final int SCORES = 1;
  private static final int FAILURE = 2;
  private static final int MOST_SCORES = 1 << 20;

  // A number on a tape is a place in this list: new values go to the end.
  private static final List<ModelFailure> FAILURES =
      List.of(
          ModelFailure.UNREACHABLE,
          ModelFailure.TOO_LATE,
          ModelFailure.CONNECTION_BROKEN,
          ModelFailure.BAD_STATUS,
          ModelFailure.BAD_ANSWER,
          ModelFailure.WRONG_MODEL,
          ModelFailure.WRONG_SHAPE,
          ModelFailure.WRONG_COUNT,
          ModelFailure.NOT_A_NUMBER,
          ModelFailure.NOT_ASKED,
          ModelFailure.CALLED_OFF,
          ModelFailure.BACKFILLED);

  private AnswerCode() {}

  static void write(TapeAnswer answer, MutableBytes into) {
    into.putLong(answer.receiveNanos());
    into.putInt(answer.question());
    switch (answer.answer()) {
      case ModelAnswer.Scores(double[] values) -> {
        into.putByte(SCORES);
        into.putNumber(values.length);
        for (double value : values) {
          into.putLong(Double.doubleToLongBits(value));
        }
      }
      case ModelAnswer.Failure(ModelFailure reason, String detail) -> {
        into.putByte(FAILURE);
        into.putByte(FAILURES.indexOf(reason));
        into.putText(detail);
      }
    }
  }

  /// Reads what [#write] wrote, to the end.
  static TapeAnswer read(ByteSource from) {
    TapeAnswer answer = new TapeAnswer(from.getLong(), from.getInt(), readAnswer(from));
    if (!from.isAtEnd()) {
      throw new IllegalArgumentException("Answer has more than its scores.");
    }
    return answer;
  }

  private static ModelAnswer readAnswer(ByteSource from) {
    int kind = from.getByte();
    return switch (kind) {
      case SCORES -> {
        double[] values = new double[from.getCount(MOST_SCORES)];
        for (int i = 0; i < values.length; i++) {
          values[i] = Double.longBitsToDouble(from.getLong());
        }
        yield new ModelAnswer.Scores(values);
      }
      case FAILURE -> {
        int number = from.getByte();
        if (number >= FAILURES.size()) {
          throw new IllegalArgumentException("Unknown failure: number=" + number + ".");
        }
        yield new ModelAnswer.Failure(FAILURES.get(number), from.getText());
      }
      default -> throw new IllegalArgumentException("Unknown kind of answer: kind=" + kind + ".");
    };
  }
}
