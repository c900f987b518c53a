package io.papertape.live.session;

import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.Resolution;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A replay as a person writes it: data set, resolution, symbols, days, speed. What is left out
/// follows from the strategy; the speed is 1.
///
/// @param speed data seconds a second; 0: as fast as the session takes them
record ReplayText(
    String dataSet,
    Optional<Resolution> resolution,
    List<String> symbols,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    double speed) {
  static final String USAGE = "replay:DATASET[/RESOLUTION][:SYMBOL,...][#FROM..TO][@60x|@0]";
  private static final double MOST_SPEED = 1e9;
  private static final Pattern TEXT =
      Pattern.compile(
          "replay:(?<set>[A-Za-z0-9][A-Za-z0-9._-]*)(/(?<resolution>[a-z0-9]+))?"
              + "(:(?<symbols>[A-Za-z0-9.\\-_=^,]+))?"
              + "(#(?<from>[0-9-]*)\\.\\.(?<to>[0-9-]*))?"
              + "(@(?<speed>[0-9]+(\\.[0-9]+)?)x?)?");

  ReplayText {
    symbols = List.copyOf(symbols);
  }

  static ReplayText parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw refused(text, "it is not written like one");
    }
    try {
      return inOrder(
          text,
          new ReplayText(
              matcher.group("set"),
              group(matcher, "resolution").map(Resolution::parse),
              group(matcher, "symbols").map(all -> List.of(all.split(",", -1))).orElse(List.of()),
              group(matcher, "from").map(LocalDate::parse),
              group(matcher, "to").map(LocalDate::parse),
              group(matcher, "speed").map(Double::parseDouble).orElse(1.0)));
    } catch (DateTimeException e) {
      throw refused(text, e.getMessage());
    }
  }

  /// Empty of the text of another feed.
  static Optional<ReplayText> read(String text) {
    return TEXT.matcher(text).matches() ? Optional.of(parse(text)) : Optional.empty();
  }

  private static ReplayText inOrder(String text, ReplayText replay) {
    if (replay.from.isPresent()
        && replay.to.isPresent()
        && replay.to.get().isBefore(replay.from.get())) {
      throw refused(text, "its last day is before its first");
    }
    if (replay.speed > MOST_SPEED) {
      throw refused(
          text, "its speed is above %.0f, and @0 is as fast as it goes".formatted(MOST_SPEED));
    }
    return replay;
  }

  private static Optional<String> group(Matcher matcher, String name) {
    return Optional.ofNullable(matcher.group(name)).filter(found -> !found.isEmpty());
  }

  private static WorkspaceException refused(String text, String why) {
    return WorkspaceException.configuration(
        "Not a replay: feed=%s, reason=%s. Write it as %s.".formatted(text, why, USAGE));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("replay:").append(dataSet);
    resolution.ifPresent(one -> text.append('/').append(one));
    if (!symbols.isEmpty()) {
      text.append(':').append(String.join(",", symbols));
    }
    if (from.isPresent() || to.isPresent()) {
      text.append('#').append(from.map(LocalDate::toString).orElse(""));
      text.append("..").append(to.map(LocalDate::toString).orElse(""));
    }
    String number = speed == Math.rint(speed) ? "" + (long) speed : "" + speed;
    return text.append('@').append(number).append(speed == 0 ? "" : "x").toString();
  }
}
