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
import io.papertape.live.tape.OtherTapeException;
import io.papertape.workspace.Counted;
import io.papertape.workspace.PlainText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Runs the tape of a session again and says what is found.
///
/// @param strategy where it is now, if it was moved
/// @param keptRoot of its journal as it was kept elsewhere, if it was
record SessionVerification(
    CommandContext context, Optional<Path> strategy, Optional<String> keptRoot, boolean isJson) {
  private static final String TAPE_LOST = "tape-lost";
  private static final String OTHER_ROOT = "other-root";

  SessionVerification {
    keptRoot = keptRoot.map(hash -> hash.toLowerCase(Locale.ROOT));
  }

  /// @return exit code
  int verify(SessionFolder folder) {
    if (folder.hasLostTape()) {
      return say(folder, TAPE_LOST, "TAPE LOST, no file of it is left; nothing can be run again");
    }
    try {
      return verifyTape(folder);
    } catch (OtherTapeException e) {
      return say(
          folder, "other-tape", "TAPE OF ANOTHER SESSION, nothing was run: " + e.getMessage());
    }
  }

  private int verifyTape(SessionFolder folder) {
    Optional<ExpiredTape> expired = ExpiredTape.of(context.workspace(), folder);
    if (expired.isPresent()) {
      return verify(folder, expired.get());
    }
    Comparison found =
        SessionVerifier.verify(folder, SessionStrategy.load(context, folder, strategy).create());
    Optional<String> fault = found.isIdentical() ? fault(folder, found) : Optional.empty();
    String root = root(folder);
    if (isJson) {
      context.terminal().line(Json.text(toJson(folder, found, fault, root)));
    } else if (found.isIdentical() && fault.isEmpty() && isOther(root)) {
      context
          .terminal()
          .line(
              "Session %s: OTHER ROOT, its %d entries are what the tape gives"
                  .formatted(folder.id(), found.entries()));
      sayRoot(root);
    } else {
      print(folder, found, fault);
      sayRoot(root);
    }
    return found.isIdentical() && fault.isEmpty() && !isOther(root) ? 0 : Failures.CHECK_FAILED;
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

  /// Root of the journal as it is; empty if none is there.
  private static String root(SessionFolder folder) {
    return Files.exists(folder.journal()) ? SealCheck.root(folder) : "";
  }

  private boolean isOther(String root) {
    return keptRoot.isPresent() && !keptRoot.get().equals(root);
  }

  private void sayRoot(String root) {
    keptRoot.ifPresent(
        kept ->
            context
                .terminal()
                .line(
                    kept.equals(root)
                        ? "root      as given: " + root
                        : "root      is %s, given was %s".formatted(root, kept)));
  }

  private int say(SessionFolder folder, String verdict, String words) {
    Terminal terminal = context.terminal();
    if (isJson) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      node.put("id", folder.id()).put("verdict", verdict).put("fault", words);
      putRoot(node, root(folder));
      terminal.line(Json.text(node));
    } else {
      terminal.line("Session %s: %s".formatted(folder.id(), words));
      sayRoot(root(folder));
    }
    return Failures.CHECK_FAILED;
  }

  private void putRoot(ObjectNode node, String root) {
    node.put("root", root);
    keptRoot.ifPresent(kept -> node.put("keptRoot", kept));
  }

  /// What is left to verify when the tape cannot be run again: never IDENTICAL, and never exit
  /// code 0.
  private int verify(SessionFolder folder, ExpiredTape expired) {
    Terminal terminal = context.terminal();
    if (isJson) {
      terminal.line(Json.text(toJson(folder, expired)));
    } else {
      terminal.line(
          "Session %s: NOT RUN AGAIN, its tape lacks %s before %s (retention: %s)"
              .formatted(
                  folder.id(),
                  Counted.of(expired.gone(), "moment"),
                  expired.firstFile(),
                  expired.retention()));
      terminal.line("journal   " + journal(expired));
      terminal.line(
          "tape      %s left, whole by their checksums"
              .formatted(Counted.of(expired.left(), "moment is", "moments are")));
      if (!expired.isSealed()) {
        terminal.line(
            "note: files of a tape go only when its session is sealed: they were removed");
      } else if (expired.retention().isForever()) {
        terminal.line("note: nobody declared that files of this tape may go: they were removed");
      }
      sayRoot(expired.root());
    }
    return expired.isSound() && !isOther(expired.root()) ? Failures.DATA : Failures.CHECK_FAILED;
  }

  private static String journal(ExpiredTape expired) {
    if (expired.fault().isPresent()) {
      return (expired.isSealed() ? "NOT AS SEALED: " : "BROKEN: ") + expired.fault().get();
    }
    return expired.isSealed()
        ? "%s, chain whole, root as sealed in the ledger: %s"
            .formatted(entries(expired.entries()), expired.root())
        : "%s, chain whole, not sealed yet".formatted(entries(expired.entries()));
  }

  private String verdict(ExpiredTape expired) {
    if (expired.fault().isPresent()) {
      return expired.isSealed() ? "not-as-sealed" : "broken";
    }
    if (isOther(expired.root())) {
      return OTHER_ROOT;
    }
    return expired.isSound() ? "expired" : "removed";
  }

  private ObjectNode toJson(SessionFolder folder, ExpiredTape expired) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", folder.id())
            .put("verdict", verdict(expired))
            .put("retain", expired.retention().toString())
            .put("momentsGone", expired.gone())
            .put("momentsLeft", expired.left())
            .put("entries", expired.entries());
    putRoot(node, expired.root());
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
          ("Session %s: TAPE LOST, it has %s, and %d were durable as its record tells; %d"
                  + " entries are what is left of it gives")
              .formatted(
                  folder.id(),
                  Counted.of(found.tape().there(), "moment"),
                  found.tape().told(),
                  found.entries()));
      return;
    }
    if (found.parting().isEmpty() && found.lostBytes() > 0) {
      terminal.line("Session %s: JOURNAL LOST, %s".formatted(folder.id(), lost(found)));
      return;
    }
    if (found.parting().isEmpty()) {
      terminal.line(
          "Session %s: IDENTICAL, %s from %s of its tape, %s"
              .formatted(
                  folder.id(),
                  entries(found.entries()),
                  Counted.of(found.moments(), "moment"),
                  found.isSealed() ? "sealed" : "not sealed yet"));
      if (found.missing() > 0) {
        terminal.line(
            "note: %s from the tape: not written yet, or cut off"
                .formatted(
                    Counted.of(found.missing(), "more entry follows", "more entries follow")));
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

  private static String entries(long count) {
    return Counted.of(count, "entry", "entries");
  }

  private static String lost(Comparison found) {
    if (found.lost() == 0) {
      return "the line feed of its last entry was durable and is gone; its %d entries are as they"
              .formatted(found.entries())
          + " were";
    }
    return "%s durable and %s gone, after %d as they were"
        .formatted(
            Counted.of(found.lost(), "entry was", "entries were"),
            Counted.words(found.lost(), "is", "are"),
            found.entries());
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

  private String verdict(Comparison found, Optional<String> fault, String root) {
    if (fault.isPresent()) {
      return "not-as-sealed";
    }
    if (found.parting().isPresent()) {
      return "differs";
    }
    if (found.tape().lost() > 0) {
      return TAPE_LOST;
    }
    if (!found.isIdentical()) {
      return "lost";
    }
    return isOther(root) ? OTHER_ROOT : "identical";
  }

  private ObjectNode toJson(
      SessionFolder folder, Comparison found, Optional<String> fault, String root) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", folder.id())
        .put("verdict", verdict(found, fault, root))
        .put("entries", found.entries())
        .put("moments", found.moments())
        .put("missing", found.missing())
        .put("lost", found.lost())
        .put("lostBytes", found.lostBytes())
        .put("sealed", found.isSealed())
        .put("inLedger", SealCheck.isKnown(context.workspace(), folder))
        .put("momentsTold", found.tape().told());
    putRoot(node, root);
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
