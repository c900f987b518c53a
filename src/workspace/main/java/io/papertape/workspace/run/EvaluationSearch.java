package io.papertape.workspace.run;

import io.papertape.journal.JournalSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Listens to a run on the record and keeps the evaluations of an instrument's last moment up to
/// a given one, with what they led to.
final class EvaluationSearch implements JournalSink {
  private static final int TIME_LENGTH = "2010-03-01T21:00:00.000000000Z".length();

  private final String symbol;
  private final String until;
  private final List<byte[]> evaluations = new ArrayList<>();
  private final List<byte[]> followers = new ArrayList<>();
  private byte[] lastFill = new byte[0];
  private byte[] lastLine = new byte[0];
  private String moment = "";
  private boolean isFollowing;

  EvaluationSearch(String symbol, String until) {
    this.symbol = symbol;
    this.until = until;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    lastLine = Arrays.copyOfRange(bytes, offset, offset + length - 1);
    String line = new String(lastLine, StandardCharsets.UTF_8);
    String kind = after(line, "\"kind\":\"");
    String time = after(line, "\"time\":\"").substring(0, TIME_LENGTH);
    if (time.compareTo(until) > 0) {
      return;
    }
    boolean isOurs = line.contains("\"instrument\":\"%s\"".formatted(symbol));
    if (kind.startsWith("hold\"") || kind.startsWith("decision\"")) {
      evaluated(time, isOurs || line.contains("\"instrument\":\"*\""));
    } else if (kind.startsWith("fill\"") && isOurs) {
      lastFill = lastLine;
    } else if (isFollowing && (kind.startsWith("order\"") || kind.startsWith("veto\""))) {
      followers.add(lastLine);
    }
  }

  private void evaluated(String time, boolean isMeant) {
    isFollowing = isMeant;
    if (!isMeant) {
      return;
    }
    if (!time.equals(moment)) {
      evaluations.clear();
      followers.clear();
      moment = time;
    }
    evaluations.add(lastLine);
  }

  private static String after(String line, String key) {
    return line.substring(line.indexOf(key) + key.length());
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
  byte[] lastLine() {
    return lastLine;
  }
}
