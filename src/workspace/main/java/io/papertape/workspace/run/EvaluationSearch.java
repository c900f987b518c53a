package io.papertape.workspace.run;

import io.papertape.journal.JournalSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Listens to a run on the record and keeps the evaluations of an instrument's last moment up to
/// a given one, with what they led to.
final class EvaluationSearch implements JournalSink {
  private static final byte[] ALL_INSTRUMENTS = instrument("*");

  private final byte[] ours;
  private final byte[] until;
  private final EntryHead head = new EntryHead();
  private final List<byte[]> evaluations = new ArrayList<>();
  private final List<byte[]> followers = new ArrayList<>();
  private byte[] lastFill = new byte[0];
  private byte[] seal = new byte[0];
  private byte[] moment = new byte[0];
  private boolean isFollowing;

  EvaluationSearch(String symbol, String until) {
    ours = instrument(symbol);
    this.until = until.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] instrument(String symbol) {
    return "\"instrument\":\"%s\"".formatted(symbol).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (!head.read(bytes, offset, length)) {
      throw new IllegalStateException("A run wrote what is no entry.");
    }
    switch (head.kind()) {
      case SEAL -> seal = line(bytes, offset, length);
      case HOLD, DECISION -> {
        if (!head.isAfter(until)) {
          evaluated(bytes, offset, length);
        }
      }
      case FILL -> {
        if (!head.isAfter(until) && holds(ours, bytes, offset, length)) {
          lastFill = line(bytes, offset, length);
        }
      }
      case ORDER, VETO -> {
        if (isFollowing && !head.isAfter(until)) {
          followers.add(line(bytes, offset, length));
        }
      }
      case HEADER, MARKET_GAP, CORPORATE_ACTION, ORDER_STATE, CASH -> {}
      case OPERATOR, FAILURE -> {}
    }
  }

  private void evaluated(byte[] bytes, int offset, int length) {
    isFollowing =
        holds(ours, bytes, offset, length) || holds(ALL_INSTRUMENTS, bytes, offset, length);
    if (!isFollowing) {
      return;
    }
    if (!head.isAt(moment)) {
      evaluations.clear();
      followers.clear();
      moment = head.time();
    }
    evaluations.add(line(bytes, offset, length));
  }

  private static byte[] line(byte[] bytes, int offset, int length) {
    return Arrays.copyOfRange(bytes, offset, offset + length - 1);
  }

  private static boolean holds(byte[] wanted, byte[] bytes, int offset, int length) {
    for (int at = offset; at <= offset + length - wanted.length; at++) {
      if (bytes[at] == wanted[0]
          && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }

  List<byte[]> evaluations() {
    return evaluations;
  }

  List<byte[]> followers() {
    return followers;
  }

  /// The last fill of the instrument up to the moment; empty if there was none.
  List<byte[]> lastFill() {
    return lastFill.length == 0 ? List.of() : List.of(lastFill);
  }

  /// The seal, once the run is over.
  byte[] seal() {
    return seal;
  }
}
