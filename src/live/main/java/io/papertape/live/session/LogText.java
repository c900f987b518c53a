package io.papertape.live.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A topic of Kafka and the venue's feed whose frames it holds, as a person writes it and as it is
/// kept: `kafka:localhost:9092/ticks/binance/quote:BTCUSDT`, and in full
/// `kafka:localhost:9092/ticks@lt9oTP1OQaKBsD7n3vNdYw+120+98/binance/quote:BTCUSDT`.
///
/// @param id     of the topic; another of the same name has another. Empty: not known yet
/// @param places offset of the first record to read, partition by partition
/// @param venue  the feed as it would be listened to over the venue's own socket
record LogText(
    String servers, String topic, boolean isOldest, String id, List<Long> places, String venue) {
  static final String USAGE = "kafka:HOST:PORT[,...]/TOPIC[@oldest]/VENUE[/RESOLUTION]:SYMBOL,...";
  private static final String OLDEST = "oldest";
  private static final Pattern TEXT =
      Pattern.compile(
          "kafka:(?<servers>[^/\\s]+:\\d+)/(?<topic>[A-Za-z0-9._-]+)"
              + "(@(?<start>oldest|[A-Za-z0-9_-]{22}(\\+\\d{1,18})+))?/(?<venue>\\S.*)");

  LogText {
    places = List.copyOf(places);
  }

  /// Empty if it is not written so.
  static Optional<LogText> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String start = Optional.ofNullable(matcher.group("start")).orElse("");
    List<Long> places = new ArrayList<>();
    String id = "";
    if (!start.isEmpty() && !start.equals(OLDEST)) {
      String[] parts = start.split("\\+", -1);
      id = parts[0];
      for (int i = 1; i < parts.length; i++) {
        places.add(Long.parseLong(parts[i]));
      }
    }
    return Optional.of(
        new LogText(
            matcher.group("servers"),
            matcher.group("topic"),
            start.equals(OLDEST),
            id,
            places,
            matcher.group("venue")));
  }

  LogText at(String newId, List<Long> newPlaces, String fullVenue) {
    return new LogText(servers, topic, false, newId, newPlaces, fullVenue);
  }

  @Override
  public String toString() {
    String start =
        id.isEmpty()
            ? (isOldest ? "@" + OLDEST : "")
            : "@" + id + places.stream().map(one -> "+" + one).collect(Collectors.joining());
    return "kafka:%s/%s%s/%s".formatted(servers, topic, start, venue);
  }
}
