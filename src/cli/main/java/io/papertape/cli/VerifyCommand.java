package io.papertape.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.live.session.SessionFolder;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.experiment.ExperimentSeal;
import io.papertape.workspace.run.RunFolder;
import io.papertape.workspace.run.Runs;
import io.papertape.workspace.run.StrategyPlaces;
import io.papertape.workspace.run.Verification;
import io.papertape.workspace.run.Verifier;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `verify`: is a stored run what it says?
@Command(
    name = "verify",
    description = {
      "Check a run: its chain, its root, and every byte against the run made again.",
      "Tells a record that was changed from an input or a version that is another now.",
      "Of a sweep or walk-forward: every file against its seal, and the seal against the ledger.",
      "The id may be that of a paper session: then it is papertape paper verify."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 verified, 1 the record was changed, 2 bad usage or configuration,"
          + " 3 not made again because this is another version, 4 not made again because an input"
          + " (data, source, parameter) changed.",
      "",
      "Examples:",
      "  papertape verify last",
      "  papertape verify 3f2a --root 9c0e...",
      "  papertape verify last --json"
    })
final class VerifyCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      paramLabel = "RUN",
      description = "Id of a run, sweep or walk-forward, the beginning of one, or last (a run).")
  private String run = "";

  @Option(
      names = "--root",
      paramLabel = "HASH",
      description = "The journal root as you kept it elsewhere.")
  private Optional<String> root = Optional.empty();

  @Option(
      names = "--strategy",
      paramLabel = "FOLDER",
      description = "Where the strategy is now, if it was moved.")
  private Optional<Path> strategy = Optional.empty();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  VerifyCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    root.filter(hash -> !hash.matches("[0-9a-fA-F]{64}")).ifPresent(VerifyCommand::refuse);
    Optional<SessionFolder> session = NamedSession.of(context.workspace(), run);
    if (session.isPresent()) {
      return verify(session.get());
    }
    Optional<Verification> experiment = experiment();
    if (experiment.isPresent() && root.isPresent()) {
      throw WorkspaceException.configuration(
          ("A sweep or walk-forward has no journal root: id=%s. Leave --root out; the ledger has"
                  + " the hash of its sealed.json.")
              .formatted(experiment.get().id()));
    }
    Verification found = experiment.orElseGet(this::verifyRun);
    if (json) {
      context.terminal().line(Json.text(toJson(found)));
    } else {
      print(experiment.isPresent() ? "Experiment" : "Run", found);
    }
    return switch (found.verdict()) {
      case VERIFIED -> 0;
      case OTHER_VERSION -> Failures.ENVIRONMENT;
      case INPUT_CHANGED -> Failures.DATA;
      case RECORD_CHANGED -> Failures.CHECK_FAILED;
    };
  }

  /// A session is verified by its tape, the root that the ledger has and one that was kept.
  private int verify(SessionFolder session) {
    return new SessionVerification(context, strategy, root, json).verify(session);
  }

  private Verification verifyRun() {
    RunFolder folder = Runs.in(context.workspace()).get(run);
    StrategyPlaces places = new StrategyPlaces(context.strategies(), context.folder(), strategy);
    return Verifier.verify(context.workspace(), places, folder, root);
  }

  /// The sweep or walk-forward that is meant, unless a run is.
  private Optional<Verification> experiment() {
    String wanted = run.toLowerCase(Locale.ROOT);
    boolean isRun =
        run.equals("last")
            || wanted.isEmpty()
            || Runs.in(context.workspace()).ids().stream().anyMatch(id -> id.startsWith(wanted));
    return isRun ? Optional.empty() : ExperimentSeal.verify(context.workspace(), run);
  }

  private static void refuse(String hash) {
    throw WorkspaceException.configuration(
        "Not a root: --root %s. Give the 64 hex digits that papertape backtest printed."
            .formatted(hash));
  }

  private void print(String kind, Verification found) {
    Terminal terminal = context.terminal();
    terminal.line("%s %s: %s".formatted(kind, found.id(), found.verdict().text()));
    for (Verification.Finding one : found.findings()) {
      String mark =
          switch (one.mark()) {
            case HOLDS -> "ok  ";
            case NOTE -> "note";
            case DIFFERS -> "NO  ";
          };
      terminal.line("  %s %-11s %s".formatted(mark, one.what(), one.text()));
    }
    found
        .difference()
        .ifPresent(
            one -> {
              terminal.line("  entry %s on disk: %s".formatted(one.seq(), orNone(one.stored())));
              terminal.line("  made again:  %s".formatted(orNone(one.computed())));
            });
  }

  private static String orNone(String line) {
    return line.isEmpty() ? "(no such entry)" : line;
  }

  private static ObjectNode toJson(Verification found) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", found.id())
        .put("verdict", found.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .put("root", found.root());
    ArrayNode findings = node.putArray("findings");
    for (Verification.Finding one : found.findings()) {
      findings
          .addObject()
          .put("mark", one.mark().name().toLowerCase(Locale.ROOT))
          .put("what", one.what())
          .put("text", one.text());
    }
    found
        .difference()
        .ifPresent(
            one ->
                node.putObject("difference")
                    .put("seq", one.seq())
                    .put("stored", one.stored())
                    .put("computed", one.computed()));
    return node;
  }
}
