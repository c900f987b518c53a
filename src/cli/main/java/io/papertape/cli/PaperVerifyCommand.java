package io.papertape.cli;

import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.live.session.SessionFolder;
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
      "Exit codes: 0 identical, 1 they part, entries are lost, the tape is another session's or the"
          + " journal is not the one that was sealed, 2 bad usage or configuration, 4 the tape is"
          + " damaged, or has expired: then what is left is verified, but it is not run again.",
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
    return new SessionVerification(context, flags.strategy(), Optional.empty(), flags.isJson())
        .verify(SessionFolder.find(context.workspace(), flags.session()));
  }
}
