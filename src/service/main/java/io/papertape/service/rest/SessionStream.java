package io.papertape.service.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.live.session.HostedSession;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.ArrayList;
import java.util.List;

/// What one listener is told of a session. It reads what is durable at its own pace, so that no
/// session ever waits for a listener, and a slow listener misses nothing.
final class SessionStream {
  private static final int MOST = 1_000;

  /// A listener that does not read holds what it was told last.
  private static final int MOST_CHARACTERS = 1 << 18;

  private static final int STILL = 50;
  private static final String HOLD = "\"kind\":\"hold\"";

  private final HostedSession session;
  private final Sse sse;
  private final ObjectMapper json;
  private long told;
  private String lastStatus = "";
  private int unchanged;
  private boolean hasEnded;

  /// @param after number of the entry that was told last; −1 for all
  SessionStream(HostedSession session, long after, Sse sse, ObjectMapper json) {
    this.session = session;
    this.told = after;
    this.sse = sse;
    this.json = json;
  }

  Multi<OutboundSseEvent> events() {
    return PacedEvents.of(this::next, () -> hasEnded);
  }

  /// What is new: entries but for plain HOLDs, then the status if it is another.
  private List<OutboundSseEvent> next() {
    boolean isOver = !session.isRunning();
    List<OutboundSseEvent> events = new ArrayList<>();
    List<String> lines = page(session.entries(told, MOST));
    for (String line : lines) {
      told++;
      if (!line.contains(HOLD)) {
        events.add(event(kind(line), line, Long.toString(told)));
      }
    }
    String status = status();
    if (!status.equals(lastStatus) || ++unchanged >= STILL) {
      lastStatus = status;
      unchanged = 0;
      events.add(sse.newEventBuilder().name("status").data(String.class, status).build());
    }
    hasEnded = isOver && lines.isEmpty();
    return events;
  }

  /// As many of them as one answer may hold, one at least.
  static List<String> page(List<String> lines) {
    int count = 0;
    int characters = 0;
    while (count < lines.size() && characters < MOST_CHARACTERS) {
      characters += lines.get(count).length();
      count++;
    }
    return lines.subList(0, count);
  }

  private OutboundSseEvent event(String kind, String line, String id) {
    return sse.newEventBuilder().name(kind).id(id).data(String.class, line).build();
  }

  /// The kind of an entry; the third key of each line.
  private static String kind(String line) {
    int start = line.indexOf("\"kind\":\"") + 8;
    return line.substring(start, line.indexOf('"', start));
  }

  private String status() {
    try {
      return json.writeValueAsString(SessionView.of(session));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
