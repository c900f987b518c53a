package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.live.session.DescribedFeed;
import io.papertape.live.session.Feeds;
import io.papertape.workspace.WorkspaceException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `paper start`: attaches a strategy to a feed, or lets a halted session go on.
@Command(
    name = "start",
    description = {
      "Start a paper session: a strategy on a live feed. Starts the service if none runs.",
      "On a terminal it shows the session until Ctrl-C, which leaves the session running."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Feeds:",
      "  replay:DATASET[/RESOLUTION][:SYMBOL,...][#FROM..TO][@60x|@0]",
      "      stored data told anew, 60 times as fast or, with @0, as fast as it goes",
      "  VENUE[/RESOLUTION]:SYMBOL,...",
      "      live market data of binance, binance-usdm, bybit, bybit-linear,",
      "      bybit-inverse, okx, coinbase, coinbase-exchange, kraken,",
      "      kraken-futures or bitstamp, with symbols as the venue spells them",
      "  generic:FILE.yaml[/RESOLUTION]:SYMBOL,...",
      "      a venue that a file describes: docs/generic-venue.md; try the file first",
      "      with papertape paper feed check",
      "  kafka:HOST:PORT[,...]/TOPIC[@oldest]/VENUE[/RESOLUTION]:SYMBOL,...",
      "      frames of such a venue from a topic of Kafka;",
      "      needs papertape library kafka",
      "  fix:FILE.yaml[/RESOLUTION]:SYMBOL,...",
      "      quotes and trades by FIX, of a venue that a file describes: docs/feeds.md;",
      "      needs papertape library fix",
      "",
      "Examples:",
      "  papertape paper start strategies/moving-average-cross \\",
      "    --feed binance/1m:BTCUSDT",
      "  papertape paper start strategies/moving-average-cross \\",
      "    --feed replay:synthetic-us@1000000x",
      "  papertape paper start strategies/ridge --feed replay:synthetic-us@0 \\",
      "    --like last",
      "  papertape paper start --session 3f2a",
      "  papertape paper start --session --all"
    })
final class PaperStartCommand implements Callable<Integer> {
  private static final String REPLAY = "replay:";

  /// What a restart of the service does with the session.
  enum Recovery {
    RESUME,
    WAIT
  }

  private final CommandContext context;

  @Parameters(paramLabel = "STRATEGY", arity = "0..1", description = "Folder of the strategy.")
  private Optional<Path> strategy = Optional.empty();

  @Option(names = "--feed", paramLabel = "FEED", description = "What it listens to; see below.")
  private Optional<String> feed = Optional.empty();

  @Option(
      names = "--like",
      paramLabel = "RUN",
      description = "Take parameters, assumptions and limits of this backtest.")
  private Optional<String> like = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Value of a parameter; may be repeated.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(
      names = "--recovery",
      paramLabel = "HOW",
      description = "After a crash: resume, or wait for the operator. Default: resume.")
  private Recovery recovery = Recovery.RESUME;

  @Option(
      names = "--retain",
      paramLabel = "DAYS",
      description = "Keep files of its tape so long once it has ended: 90d. Default: forever.")
  private Optional<String> retain = Optional.empty();

  @Option(
      names = "--session",
      paramLabel = "ID",
      arity = "0..1",
      fallbackValue = "",
      description = "Let this session go on, which has halted.")
  private Optional<String> session = Optional.empty();

  @Option(names = "--all", description = "With --session: all that have halted.")
  private boolean all;

  @Option(names = "--detach", description = "Return at once, on a terminal too.")
  private boolean detach;

  @Mixin private FollowFlags waiting = new FollowFlags();

  @Mixin private ServiceFlags flags = new ServiceFlags();

  PaperStartCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Duration patience = waiting.patience();
    waiting.requireFollowing(unfollowed());
    ObjectNode request = all || session.isPresent() ? goOn(session.orElse("")) : plan();
    ServiceClient service =
        new ServiceStart(context.workspace(), context.terminal()).provide(flags.port());
    if (all) {
      return new HaltedSessions(service, context.terminal()).goOn(flags.isJson());
    }
    JsonNode started =
        new SessionBeginning(service).settled(service.post(SessionPaths.ALL, request));
    if (flags.isJson()) {
      context.terminal().line(Json.text(started));
      SessionBeginning.requireAlive(started);
      return 0;
    }
    String id = started.path("id").asText();
    context
        .terminal()
        .line(
            "Session %s: %s on %s"
                .formatted(id, started.path("strategy").asText(), started.path("feed").asText()));
    tellDisk(started.path("disk"));
    for (JsonNode note : started.path("startNotes")) {
      context.terminal().line("  " + note.asText());
    }
    SessionBeginning.requireAlive(started);
    if (!detach && Terminal.isInteractive()) {
      return new PaperScreen(context, flags, patience).followAll(service, id);
    }
    String yet = SessionBeginning.isUnderWay(started) ? "It is still being taken up; " : "";
    context.terminal().line(yet + "papertape paper show %s --follow shows it.".formatted(id));
    return 0;
  }

  private Optional<String> unfollowed() {
    if (all) {
      return Optional.of("--all follows none; leave --wait out.");
    }
    if (detach || flags.isJson()) {
      return Optional.of("Leave %s or --wait out.".formatted(detach ? "--detach" : "--json"));
    }
    return Optional.empty();
  }

  private void tellDisk(JsonNode disk) {
    if (disk.has("text")) {
      context.terminal().line("disk: " + disk.path("text").asText());
    }
    if (disk.has("warning")) {
      context.terminal().line("warning: " + disk.path("warning").asText());
    }
  }

  private ObjectNode goOn(String id) {
    if (strategy.isPresent()
        || feed.isPresent()
        || like.isPresent()
        || retain.isPresent()
        || !overrides.isEmpty()) {
      throw WorkspaceException.configuration(
          "A session goes on as it was: --session %s. Leave the rest out."
              .formatted(all ? "--all" : id));
    }
    if (all != id.isEmpty()) {
      throw WorkspaceException.configuration(
          "Which session is not clear: --session %s, --all %s. Give an id or --all."
              .formatted(id, all ? "given" : "not given"));
    }
    return JsonNodeFactory.instance.objectNode().put("session", id);
  }

  private ObjectNode plan() {
    if (strategy.isEmpty() || feed.isEmpty()) {
      throw WorkspaceException.configuration(
          "Strategy or feed is missing: give a folder and --feed, such as"
              + " strategies/moving-average-cross --feed replay:synthetic-us@60x.");
    }
    String whole = DescribedFeed.absolute(feed.get(), context.folder());
    Feeds.all(context.workspace(), System::nanoTime, List.of(), _ -> {}).check(whole);
    if (feed.get().startsWith(REPLAY)) {
      ProvidedSamples.provide(context, feed.get().substring(REPLAY.length()).split("[/:#@]", 2)[0]);
    }
    Path folder = context.folder().resolve(strategy.get()).toAbsolutePath().normalize();
    ObjectNode request =
        JsonNodeFactory.instance
            .objectNode()
            .put("strategy", folder.toString())
            .put("feed", whole)
            .put("recovery", recovery.name().toLowerCase(Locale.ROOT));
    like.ifPresent(run -> request.put("like", run));
    retain.ifPresent(days -> request.put("retain", days));
    ObjectNode values = request.putObject("set");
    overrides.forEach(values::put);
    return request;
  }
}
