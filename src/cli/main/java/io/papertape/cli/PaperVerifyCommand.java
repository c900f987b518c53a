package io.papertape.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.live.session.ExpiredTape;
import io.papertape.live.session.SealCheck;
import io.papertape.live.session.SessionFolder;
import io.papertape.live.session.SessionVerifier;
import io.papertape.live.session.SessionVerifier.Comparison;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `paper verify`: does the tape give what the journal says?
@Command(
    name = "verify",
    description = {
      "Run the tape of a session again and compare every decision, order, fill and balance.",
      "Needs no service; a session that runs is compared as far as it has come.",
      "Of one that has ended, the journal must also be the one whose root is in the ledger."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 identical, 1 they part, entries are lost or the journal is not the one that"
          + " was sealed, 2 bad usage or configuration, 4 the tape is damaged,"
          + " or has expired: then what is left is verified, but it is not run again.",
      "",
      "Examples:",
      "  papertape paper verify 3f2a",
      "  papertape paper verify 3f2a --json"
    })
final class PaperVerifyCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private RecordFlags flags = new RecordFlags();

  PaperVerifyCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    SessionFolder folder = SessionFolder.find(context.workspace(), flags.session());
    Optional<ExpiredTape> expired = ExpiredTape.of(context.workspace(), folder);
    if (expired.isPresent()) {
      return verify(folder, expired.get());
    }
    Comparison found =
        SessionVerifier.verify(
            folder, SessionStrategy.load(context, folder, flags.strategy()).create());
    Optional<String> fault =
        found.isIdentical() ? SealCheck.fault(context.workspace(), folder) : Optional.empty();
    if (flags.isJson()) {
      context.terminal().line(Json.text(toJson(folder, found, fault)));
    } else {
      print(folder, found, fault);
    }
    return found.isIdentical() && fault.isEmpty() ? 0 : Failures.CHECK_FAILED;
  }

  /// What is left to verify when the tape cannot be run again: never IDENTICAL, and never exit
  /// code 0.
  private int verify(SessionFolder folder, ExpiredTape expired) {
    Terminal terminal = context.terminal();
    if (flags.isJson()) {
      terminal.line(Json.text(toJson(folder, expired)));
    } else {
      terminal.line(
          "Session %s: NOT RUN AGAIN, its tape lacks %d moments before %s (retention: %s)"
              .formatted(folder.id(), expired.gone(), expired.firstFile(), expired.retention()));
      terminal.line(
          expired.fault().isEmpty()
              ? "journal   %d entries, chain whole, root as sealed in the ledger: %s"
                  .formatted(expired.entries(), expired.root())
              : "journal   NOT AS SEALED: " + expired.fault().get());
      terminal.line(
          "tape      %d moments are left, whole by their checksums".formatted(expired.left()));
      if (expired.retention().isForever()) {
        terminal.line("note: nobody declared that files of this tape may go: they were removed");
      }
    }
    return expired.isSound() ? Failures.DATA : Failures.CHECK_FAILED;
  }

  private static String verdict(ExpiredTape expired) {
    if (expired.fault().isPresent()) {
      return "not-as-sealed";
    }
    return expired.isSound() ? "expired" : "removed";
  }

  private static ObjectNode toJson(SessionFolder folder, ExpiredTape expired) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", folder.id())
            .put("verdict", verdict(expired))
            .put("retain", expired.retention().toString())
            .put("momentsGone", expired.gone())
            .put("momentsLeft", expired.left())
            .put("entries", expired.entries())
            .put("root", expired.root());
    expired.fault().ifPresent(why -> node.put("fault", why));
    return node;
  }

  private void print(SessionFolder folder, Comparison found, Optional<String> fault) {
    Terminal terminal = context.terminal();
    if (fault.isPresent()) {
      terminal.line("Session %s: NOT AS SEALED, %s".formatted(folder.id(), fault.get()));
      terminal.line(
          "  %d entries are what the tape gives, %d more follow from it and are not in the journal"
              .formatted(found.entries(), found.missing()));
      return;
    }
    if (found.parting().isEmpty() && found.lost() > 0) {
      terminal.line(
          "Session %s: JOURNAL LOST, %d entries were durable and are gone, after %d as they were"
              .formatted(folder.id(), found.lost(), found.entries()));
      return;
    }
    if (found.parting().isEmpty()) {
      terminal.line(
          "Session %s: IDENTICAL, %d entries from %d moments of its tape, %s"
              .formatted(
                  folder.id(),
                  found.entries(),
                  found.moments(),
                  found.isSealed() ? "sealed" : "not sealed yet"));
      if (found.missing() > 0) {
        terminal.line(
            "note: %d more entries follow from the tape: not written yet, or cut off"
                .formatted(found.missing()));
      }
      return;
    }
    SessionVerifier.Parting parting = found.parting().get();
    terminal.line(
        "Session %s: DIFFERS at entry %d, after %d that are the same"
            .formatted(folder.id(), parting.seq(), found.entries()));
    terminal.line("  journal:     " + orNone(parting.stored()));
    terminal.line("  from tape:   " + orNone(parting.replayed()));
  }

  private static String orNone(String line) {
    return line.isEmpty() ? "(no such entry)" : line;
  }

  private static String verdict(Comparison found, Optional<String> fault) {
    if (fault.isPresent()) {
      return "not-as-sealed";
    }
    if (found.parting().isPresent()) {
      return "differs";
    }
    return found.isIdentical() ? "identical" : "lost";
  }

  private static ObjectNode toJson(SessionFolder folder, Comparison found, Optional<String> fault) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", folder.id())
        .put("verdict", verdict(found, fault))
        .put("entries", found.entries())
        .put("moments", found.moments())
        .put("missing", found.missing())
        .put("lost", found.lost())
        .put("sealed", found.isSealed());
    fault.ifPresent(why -> node.put("fault", why));
    found
        .parting()
        .ifPresent(
            one ->
                node.putObject("parting")
                    .put("seq", one.seq())
                    .put("stored", one.stored())
                    .put("replayed", one.replayed()));
    return node;
  }
}
