package io.papertape.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/// One server-sent event.
///
/// @param id with which a listener that comes back says what it has heard; of entries only
record ServiceEvent(Optional<String> id, String name, String content) {
  /// Reads events to their end: lines `id:`, `event:` and `data:`, an empty line after each event.
  /// One that breaks off is none.
  static void read(BufferedReader reader, Consumer<ServiceEvent> listener) throws IOException {
    Optional<String> id = Optional.empty();
    String name = "";
    StringBuilder content = new StringBuilder();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.startsWith("id:")) {
        id = Optional.of(line.substring("id:".length()).strip());
      } else if (line.startsWith("event:")) {
        name = line.substring("event:".length()).strip();
      } else if (line.startsWith("data:")) {
        content.append(line.substring("data:".length()));
      } else if (line.isEmpty() && !content.isEmpty()) {
        listener.accept(new ServiceEvent(id, name, content.toString()));
        id = Optional.empty();
        name = "";
        content.setLength(0);
      }
    }
  }
}
