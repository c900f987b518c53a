package io.papertape.benchmark;

import java.util.Locale;
import java.util.SequencedMap;

/// What a workload has to reach.
sealed interface Goal {
  /// The program that is judged.
  String method();

  /// True if the command fails where this is not reached, whatever the machine.
  default boolean isAsserted() {
    return false;
  }

  /// In words, such as `≥ 20 × ta4jDouble`.
  String text();

  /// @return NaN if a program it needs was not measured
  double reached(SequencedMap<String, Score> scores, Facts facts);

  boolean holds(double reached);

  /// Speed as a multiple of another program's.
  record Ratio(String method, String other, double least) implements Goal {
    @Override
    public String text() {
      return String.format(Locale.ROOT, "≥ %.4s × %s", least, other);
    }

    @Override
    public double reached(SequencedMap<String, Score> scores, Facts facts) {
      return best(scores, method) / best(scores, other);
    }

    @Override
    public boolean holds(double reached) {
      return reached >= least;
    }
  }

  /// Events a second.
  record Rate(String method, double least) implements Goal {
    @Override
    public String text() {
      return least < 1e6
          ? String.format(Locale.ROOT, "≥ %.2f M/s", least / 1e6)
          : String.format(Locale.ROOT, "≥ %.0f M/s", least / 1e6);
    }

    @Override
    public double reached(SequencedMap<String, Score> scores, Facts facts) {
      return best(scores, method) / 1e6;
    }

    @Override
    public boolean holds(double reached) {
      return reached >= least / 1e6;
    }
  }

  /// Peak memory as a part of another program's.
  record Memory(String method, String other, double most) implements Goal {
    @Override
    public String text() {
      return String.format(Locale.ROOT, "≤ %.1f × peak memory of %s", most, other);
    }

    @Override
    public double reached(SequencedMap<String, Score> scores, Facts facts) {
      Score ours = scores.get(method);
      Score theirs = scores.get(other);
      return ours == null || theirs == null ? Double.NaN : ours.peak() / theirs.peak();
    }

    @Override
    public boolean holds(double reached) {
      return reached <= most;
    }
  }

  /// Bytes an event without orders. What a run allocates once is spread over its events, so less
  /// than half a byte counts as none.
  record BytesPerEvent(String method) implements Goal {
    private static final double NONE = 0.5;

    @Override
    public boolean isAsserted() {
      return true;
    }

    @Override
    public String text() {
      return "0 bytes an event";
    }

    @Override
    public double reached(SequencedMap<String, Score> scores, Facts facts) {
      return bytes(scores, method);
    }

    @Override
    public boolean holds(double reached) {
      return reached < NONE;
    }
  }

  /// Bytes an order with its fill: what the run with orders allocates beyond the one without.
  record BytesPerOrder(String method, String idle, double most) implements Goal {
    @Override
    public boolean isAsserted() {
      return true;
    }

    @Override
    public String text() {
      return String.format(Locale.ROOT, "≤ %.0f bytes an order", most);
    }

    @Override
    public double reached(SequencedMap<String, Score> scores, Facts facts) {
      double more = bytes(scores, method) - bytes(scores, idle);
      return more * facts.events() / facts.orders();
    }

    @Override
    public boolean holds(double reached) {
      return reached <= most;
    }
  }

  private static double best(SequencedMap<String, Score> scores, String method) {
    Score score = scores.get(method);
    return score == null ? Double.NaN : score.best();
  }

  private static double bytes(SequencedMap<String, Score> scores, String method) {
    Score score = scores.get(method);
    return score == null ? Double.NaN : score.bytes();
  }
}
