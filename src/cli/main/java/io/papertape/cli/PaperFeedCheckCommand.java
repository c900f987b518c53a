package io.papertape.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.session.FeedCheck;
import io.papertape.live.session.FeedCheck.Told;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.catalog.Venues;
import io.papertape.live.venue.fix.FixVenue;
import io.papertape.live.venue.generic.GenericVenue;
import io.papertape.workspace.store.Resolution;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `paper feed check`: does a description read what a venue sends?
@Command(
    name = "check",
    description = {
      "Read the description of a venue, say what would be sent to it and, with --frames, what"
          + " events come of recorded frames. Connects to nothing and needs no service."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A recording has a frame a line; lines such as {\"dir\":\"in\",\"frame\":...} are read too.",
      "Fields of a message of FIX are parted by the byte 1 or by |.",
      "",
      "Exit codes: 0 all was understood, 1 something was not or does not fit, 2 the description is"
          + " wrong, 4 the recording cannot be read.",
      "",
      "Examples:",
      "  papertape paper feed check docs/venues/bitstamp.yaml --symbols btcusd",
      "  papertape paper feed check docs/venues/bitstamp.yaml \\",
      "    --frames frames.jsonl --events 50",
      "  papertape paper feed check docs/venues/binance.yaml \\",
      "    --bars 1m --frames frames.jsonl",
      "  papertape paper feed check fix:docs/venues/fix.yaml --symbols EUR/USD"
    })
final class PaperFeedCheckCommand implements Callable<Integer> {
  private static final String FIX = "fix:";

  private final CommandContext context;

  @Parameters(
      paramLabel = "VENUE",
      description = {
        "File that describes a venue (docs/generic-venue.md), fix:FILE for one that speaks FIX",
        "(docs/feeds.md), or a venue's name."
      })
  private String venue = "";

  @Option(
      names = "--frames",
      paramLabel = "FILE",
      description = "Recorded frames; may be compressed as .gz.")
  private Optional<Path> frames = Optional.empty();

  @Option(
      names = "--symbols",
      paramLabel = "SYMBOL",
      split = ",",
      description = "What a session would ask for; others are pointed out.")
  private List<String> symbols = new ArrayList<>();

  @Option(
      names = "--bars",
      paramLabel = "LENGTH",
      description = "Ask for bars such as 1m instead of best prices and trades.")
  private Optional<String> bars = Optional.empty();

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Events to print at most; default: ${DEFAULT-VALUE}. Unknown ones are always.")
  private int most = 10;

  @Option(names = "--json", description = "Print JSON, with all events.")
  private boolean json;

  PaperFeedCheckCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Venue described = described();
    Resolution resolution = bars.map(Resolution::parse).orElse(Resolution.QUOTE);
    FeedCheck check = new FeedCheck(described, symbols, resolution);
    List<String> asks = check.asks();
    String addresses =
        check.addresses().stream().map(URI::toString).collect(Collectors.joining(", "));
    List<Told> told = new ArrayList<>();
    List<String> notes =
        frames.map(file -> check.run(context.folder().resolve(file), told::add)).orElse(List.of());
    if (json) {
      context.terminal().line(Json.text(toJson(described, addresses, asks, told, notes)));
    } else {
      print(described, addresses, asks, told, notes);
    }
    return notes.isEmpty() ? 0 : Failures.CHECK_FAILED;
  }

  private Venue described() {
    if (Venues.names().contains(venue)) {
      return Venues.byName(venue);
    }
    return venue.startsWith(FIX)
        ? FixVenue.read(context.folder().resolve(venue.substring(FIX.length())))
        : GenericVenue.read(context.folder().resolve(venue));
  }

  private void print(
      Venue described, String addresses, List<String> asks, List<Told> told, List<String> notes) {
    Terminal terminal = context.terminal();
    terminal.line("Venue %s at %s".formatted(described.name(), addresses));
    if (!symbols.isEmpty() || frames.isEmpty()) {
      asks.forEach(frame -> terminal.line("sends     " + frame));
    }
    int left = 0;
    for (int i = 0; i < told.size(); i++) {
      Told one = told.get(i);
      if (i < most || one.event() instanceof FeedEvent.Unknown) {
        terminal.line("line %-4d %s".formatted(one.line(), FeedEventText.of(one.event())));
      } else {
        left++;
      }
    }
    if (left > 0) {
      terminal.line("not shown %d; --events N shows more".formatted(left));
    }
    if (frames.isPresent()) {
      terminal.line("events    %d: %s".formatted(told.size(), words(counts(told))));
    }
    notes.forEach(note -> terminal.line("note      " + note));
  }

  private static Map<String, Integer> counts(List<Told> told) {
    Map<String, Integer> counts = new TreeMap<>();
    told.forEach(one -> counts.merge(one.event().getClass().getSimpleName(), 1, Integer::sum));
    return counts;
  }

  private static String words(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(one -> one.getValue() + " " + one.getKey())
        .collect(Collectors.joining(", "));
  }

  private static ObjectNode toJson(
      Venue described, String addresses, List<String> asks, List<Told> told, List<String> notes) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("venue", described.name()).put("url", addresses);
    ArrayNode sends = node.putArray("sends");
    asks.forEach(sends::add);
    ArrayNode events = node.putArray("events");
    for (Told one : told) {
      events
          .addObject()
          .put("line", one.line())
          .put("kind", one.event().getClass().getSimpleName())
          .put("text", FeedEventText.of(one.event()));
    }
    ObjectNode counts = node.putObject("counts");
    counts(told).forEach(counts::put);
    ArrayNode said = node.putArray("notes");
    notes.forEach(said::add);
    return node;
  }
}
