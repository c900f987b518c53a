package io.papertape.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Follows a session until it ends: a screen that is drawn over itself on a terminal, a line for
/// each entry in a pipe.
final class SessionFollow {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UP = "\u001b[%dA";
  private static final String CLEAR_ALL = "\u001b[2J\u001b[H";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private static final List<String> ENDS = List.of("halted", "stopped", "failed");

  private final Terminal to;
  private final boolean isScreen;
  private final Supplier<ScreenSize> terminal;
  private final String footer;
  private ScreenSize size = ScreenSize.USUAL;
  private int drawn;
  private Optional<JsonNode> shown = Optional.empty();
  private String state = "";

  /// @param terminal asked before each drawing, for a person may pull at the window
  /// @param footer   last line of the screen while the session runs
  SessionFollow(Terminal to, boolean isScreen, Supplier<ScreenSize> terminal, String footer) {
    this.to = to;
    this.isScreen = isScreen;
    this.terminal = terminal;
    this.footer = footer;
  }

  /// @param after number of the entry after which to begin; −1 for all
  /// @return the state it ended in
  String follow(EventsAcrossRestarts events, ServiceClient service, String id, long after) {
    String path = "%s/%s/events?after=%d".formatted(SessionPaths.ALL, id, after);
    events.listen(service, path, one -> take(one.name(), one.content()), this::isOver);
    return state;
  }

  private boolean isOver() {
    return ENDS.contains(state);
  }

  /// Takes an event: a status, or an entry of the journal.
  void take(String name, String content) {
    JsonNode node;
    try {
      node = JSON.readTree(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    if (name.equals("status")) {
      state = node.path("state").asText();
      if (isScreen) {
        draw(node, footer);
      }
    } else if (!isScreen) {
      to.out().print(EntryWords.line(node) + "\n");
      to.out().flush();
    }
  }

  /// Tells something of the following itself: in the last line of the screen, or beside the pipe.
  void tell(String notice) {
    if (isScreen && shown.isPresent()) {
      draw(shown.get(), notice);
    } else {
      to.err().print(notice + "\n");
      to.err().flush();
    }
  }

  /// Draws over what was drawn before, never more than the terminal has room for: what scrolls away
  /// cannot be drawn over.
  private void draw(JsonNode session, String below) {
    shown = Optional.of(session);
    ScreenSize now = terminal.get();
    boolean isOver = isOver();
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
      String last = below.substring(0, Math.min(below.length(), now.columns() - 1));
      text.append(CLEAR_LINE).append('\n').append(last).append(CLEAR_LINE).append('\n');
      drawn += 2;
    }
    text.append(CLEAR_BELOW);
    to.out().print(text);
    to.out().flush();
  }
}
