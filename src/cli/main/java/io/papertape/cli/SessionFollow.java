package io.papertape.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;

/// Follows a session until it ends: a screen that is drawn over itself on a terminal, a line for
/// each entry in a pipe.
final class SessionFollow {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UP = "\u001b[%dA";
  private static final String CLEAR_ALL = "\u001b[2J\u001b[H";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final PrintWriter out;
  private final boolean isScreen;
  private final Supplier<ScreenSize> terminal;
  private final String footer;
  private ScreenSize size = ScreenSize.USUAL;
  private int drawn;
  private String state = "";

  /// @param terminal asked before each drawing, for a person may pull at the window
  /// @param footer    last line of the screen while the session runs
  SessionFollow(PrintWriter out, boolean isScreen, Supplier<ScreenSize> terminal, String footer) {
    this.out = out;
    this.isScreen = isScreen;
    this.terminal = terminal;
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
        draw(node);
      }
    } else if (!isScreen) {
      out.print(EntryWords.line(node) + "\n");
      out.flush();
    }
    return true;
  }

  /// Draws over what was drawn before, never more than the terminal has room for: what scrolls away
  /// cannot be drawn over.
  private void draw(JsonNode session) {
    ScreenSize now = terminal.get();
    boolean isOver = List.of("halted", "stopped", "failed").contains(state);
    List<String> all = SessionScreen.of(session, now.columns());
    List<String> lines = isOver ? all : all.subList(0, Math.min(all.size(), now.rows() - 3));
    StringBuilder text = new StringBuilder();
    if (drawn > 0) {
      text.append(now.equals(size) ? UP.formatted(drawn) : CLEAR_ALL);
    }
    size = now;
    text.append('\r');
    for (String line : lines) {
      text.append(line).append(CLEAR_LINE).append('\n');
    }
    drawn = lines.size();
    if (!isOver) {
      String last = footer.substring(0, Math.min(footer.length(), now.columns() - 1));
      text.append(CLEAR_LINE).append('\n').append(last).append(CLEAR_LINE).append('\n');
      drawn += 2;
    }
    text.append(CLEAR_BELOW);
    out.print(text);
    out.flush();
  }
}
