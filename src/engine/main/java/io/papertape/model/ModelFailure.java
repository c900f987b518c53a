package io.papertape.model;

import java.util.Locale;

/// Why a remote model gave no scores.
public enum ModelFailure {
  /// Nobody listens there, or there is no such name or way.
  UNREACHABLE,
  /// The answer was not whole when its time was over.
  TOO_LATE,
  /// The connection broke before the answer was whole.
  CONNECTION_BROKEN,
  /// Another status than 200.
  BAD_STATUS,
  /// The answer is no JSON, or none of the protocol.
  BAD_ANSWER,
  /// The answer is that of another model, or another version.
  WRONG_MODEL,
  /// Not one output of one number a row, as its shape has it.
  WRONG_SHAPE,
  /// More or fewer numbers than rows.
  WRONG_COUNT,
  /// A score, or a feature that would be sent, is NaN, infinite or missing.
  NOT_A_NUMBER,
  /// Not asked: it has failed too often just now.
  NOT_ASKED,
  /// The operator had something to say: the session did not wait any longer.
  CALLED_OFF,
  /// Not asked: the bars are backfilled, and no order may rest on them.
  BACKFILLED;

  /// The stable text in tables and messages.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether it says something of the model: it was asked and did not do.
  public boolean isOfModel() {
    return switch (this) {
      case NOT_ASKED, CALLED_OFF, BACKFILLED -> false;
      default -> true;
    };
  }
}
