package io.papertape.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.live.session.ExpiredTape;
import io.papertape.live.session.SealCheck;
import io.papertape.live.session.SessionFolder;
import io.papertape.live.session.SessionVerifier;
import io.papertape.live.session.SessionVerifier.Comparison;
import io.papertape.live.session.TapeExtent;
import io.papertape.workspace.PlainText;
import java.nio.file.Path;
import java.util.Optional;

/// Runs the tape of a session again and says what is found.
///
/// @param strategy where it is now, if it was moved
record SessionVerification(CommandContext context, Optional<Path> strategy, boolean isJson) {
  private static final String TAPE_LOST = "tape-lost";

  /// @return exit code
  int verify(SessionFolder folder) {
    if (folder.hasLostTape()) {
      return sayLost(folder);
    }
    Optional<ExpiredTape> expired = ExpiredTape.of(context.workspace(), folder);
    if (expired.isPresent()) {
      return verify(folder, expired.get());
    }
    Comparison found =
        SessionVerifier.verify(folder, SessionStrategy.load(context, folder, strategy).create());
    Optional<String> fault = found.isIdentical() ? fault(folder, found) : Optional.empty();
    if (isJson) {
      context.terminal().line(Json.text(toJson(folder, found, fault)));
    } else {
      print(folder, found, fault);
    }
    return found.isIdentical() && fault.isEmpty() ? 0 : Failures.CHECK_FAILED;
  }

  private Optional<String> fault(SessionFolder folder, Comparison found) {
    return SealCheck.fault(context.workspace(), folder)
        .or(
            () ->
                found
                    .tape()
                    .rest()
                    .filter(_ -> found.isSealed() && found.tape().isAddedTo())
                    .map(rest -> "something stands behind the end of its tape: " + rest));
  }

  private int sayLost(SessionFolder folder) {
    if (isJson) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      context.terminal().line(Json.text(node.put("id", folder.id()).put("verdict", TAPE_LOST)));
    } else {
      context
          .terminal()
          .line(
              "Session %s: TAPE LOST, no file of it is left; nothing can be run again"
                  .formatted(folder.id()));
    }
    return Failures.CHECK_FAILED;
  }

  /// What is left to verify when the tape cannot be run again: never IDENTICAL, and never exit
  /// code 0.
  private int verify(SessionFolder folder, ExpiredTape expired) {
    Terminal terminal = context.terminal();
    if (isJson) {
      terminal.line(Json.text(toJson(folder, expired)));
    } else {
      terminal.line(
          "Session %s: NOT RUN AGAIN, its tape lacks %d moments before %s (retention: %s)"
              .formatted(folder.id(), expired.gone(), expired.firstFile(), expired.retention()));
      terminal.line("journal   " + journal(expired));
      terminal.line(
          "tape      %d moments are left, whole by their checksums".formatted(expired.left()));
      if (!expired.isSealed()) {
        terminal.line(
            "note: files of a tape go only when its session is sealed: they were removed");
      } else if (expired.retention().isForever()) {
        terminal.line("note: nobody declared that files of this tape may go: they were removed");
      }
    }
    return expired.isSound() ? Failures.DATA : Failures.CHECK_FAILED;
  }

  private static String journal(ExpiredTape expired) {
    if (expired.fault().isPresent()) {
      return (expired.isSealed() ? "NOT AS SEALED: " : "BROKEN: ") + expired.fault().get();
    }
    return expired.isSealed()
        ? "%d entries, chain whole, root as sealed in the ledger: %s"
            .formatted(expired.entries(), expired.root())
        : "%d entries, chain whole, not sealed yet".formatted(expired.entries());
  }

  private static String verdict(ExpiredTape expired) {
    if (expired.fault().isPresent()) {
      return expired.isSealed() ? "not-as-sealed" : "broken";
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
    if (found.parting().isEmpty() && found.tape().lost() > 0) {
      terminal.line(
          ("Session %s: TAPE LOST, it has %d moments, and %d were durable as its record tells; %d"
                  + " entries are what is left of it gives")
              .formatted(folder.id(), found.tape().there(), found.tape().told(), found.entries()));
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
      if (!found.isSealed()) {
        noteEnd(found.tape());
      } else if (!SealCheck.isKnown(context.workspace(), folder)) {
        terminal.line(
            "note: not proven: the ledger has no entry of it, so this shows that journal and tape"
                + " fit each other; not that they are those that were sealed");
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

  /// A tape does not say where it ended, so what of it is missed by nobody has to be said.
  private void noteEnd(TapeExtent tape) {
    tape.rest()
        .ifPresent(
            rest ->
                context
                    .terminal()
                    .line("note: the end of its tape is not whole, as a crash leaves it: " + rest));
    context
        .terminal()
        .line(
            (tape.told() == 0
                    ? "note: nothing tells how far its tape went;"
                    : "note: its tape went to moment %d at least;".formatted(tape.told()))
                + " later ones that left no entry may be gone from its end");
  }

  private static String orNone(String line) {
    return line.isEmpty() ? "(no such entry)" : PlainText.of(line);
  }

  private static String verdict(Comparison found, Optional<String> fault) {
    if (fault.isPresent()) {
      return "not-as-sealed";
    }
    if (found.parting().isPresent()) {
      return "differs";
    }
    if (found.tape().lost() > 0) {
      return TAPE_LOST;
    }
    return found.isIdentical() ? "identical" : "lost";
  }

  private ObjectNode toJson(SessionFolder folder, Comparison found, Optional<String> fault) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", folder.id())
        .put("verdict", verdict(found, fault))
        .put("entries", found.entries())
        .put("moments", found.moments())
        .put("missing", found.missing())
        .put("lost", found.lost())
        .put("sealed", found.isSealed())
        .put("inLedger", SealCheck.isKnown(context.workspace(), folder))
        .put("momentsTold", found.tape().told());
    found.tape().rest().ifPresent(rest -> node.put("tapeRest", rest.toString()));
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
