package io.papertape.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.List;

/// Follows a session until it ends: a screen that is drawn over itself on a terminal, a line for
/// each entry in a pipe.
final class SessionFollow {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UP = "\u001b[%dA";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final PrintWriter out;
  private final boolean isScreen;
  private final int columns;
  private final String footer;
  private int drawn;
  private String state = "";

  /// @param columns of the terminal
  /// @param footer  last line of the screen while the session runs
  SessionFollow(PrintWriter out, boolean isScreen, int columns, String footer) {
    this.out = out;
    this.isScreen = isScreen;
    this.columns = columns;
    this.footer = footer;
  }

  /// @return the state it ended in
  String follow(ServiceClient service, String id, boolean all) {
    String from = all ? "?after=-1" : "";
    service.events("/api/v1/sessions/%s/events%s".formatted(id, from), this::take);
    return state;
  }

  /// Takes an event: a status, or an entry of the journal.
  boolean take(String name, String content) {
    JsonNode node;
    try {
      node = JSON.readTree(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    if (name.equals("status")) {
      state = node.path("state").asText();
      if (isScreen) {
        draw(SessionScreen.of(node, columns));
      }
    } else if (!isScreen) {
      out.print(EntryWords.line(node) + "\n");
      out.flush();
    }
    return true;
  }

  /// Draws over what was drawn before.
  private void draw(List<String> lines) {
    StringBuilder text = new StringBuilder();
    if (drawn > 0) {
      text.append(UP.formatted(drawn));
    }
    text.append('\r');
    for (String line : lines) {
      text.append(line).append(CLEAR_LINE).append('\n');
    }
    drawn = lines.size();
    boolean isOver = List.of("halted", "stopped", "failed").contains(state);
    if (!isOver) {
      text.append(CLEAR_LINE).append('\n').append(footer).append(CLEAR_LINE).append('\n');
      drawn += 2;
    }
    text.append(CLEAR_BELOW);
    out.print(text);
    out.flush();
  }
}
