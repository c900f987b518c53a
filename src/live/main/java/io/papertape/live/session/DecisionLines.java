package io.papertape.live.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.journal.JournalSink;
import io.papertape.market.Times;
import io.papertape.workspace.run.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// The decisions, orders and vetoes of a run, one a line, without the keys that tie them to their
/// journal: so that runs can be compared.
final class DecisionLines implements JournalSink {
  private static final Pattern KIND = Pattern.compile("\"kind\":\"(?:decision|order|veto)\"");
  private static final List<String> TIES = List.of("seq", "prev", "cause", "evaluation", "order");

  private final List<String> lines = new ArrayList<>();
  private final long afterNanos;

  /// @param afterNanos decisions up to this time are left out
  DecisionLines(long afterNanos) {
    this.afterNanos = afterNanos;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    String line = new String(bytes, offset, length, StandardCharsets.UTF_8);
    if (KIND.matcher(line).find()) {
      add(Arrays.copyOfRange(bytes, offset, offset + length));
    }
  }

  private void add(byte[] line) {
    try {
      ObjectNode content = (ObjectNode) CanonicalJson.read(line);
      content.remove(TIES);
      if (Times.nanos(Instant.parse(content.path("time").asText())) > afterNanos) {
        lines.add(content.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> lines() {
    return lines;
  }
}
