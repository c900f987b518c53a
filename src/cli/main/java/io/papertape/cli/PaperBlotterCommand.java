package io.papertape.cli;

import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.live.session.Blotter;
import io.papertape.live.session.BlotterCsv;
import io.papertape.live.session.SessionFolder;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `paper blotter`: all orders and fills of a session.
@Command(
    name = "blotter",
    description = {
      "List every order of a session with its life, and every fill.",
      "Read from its journal, whether it runs or not; needs no service."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  papertape paper blotter 3f2a",
      "  papertape paper blotter 3f2a --fills --from 2026-11-01 --to 2026-11-30",
      "  papertape paper blotter 3f2a --orders --csv > orders.csv"
    })
final class PaperBlotterCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private SessionArgument session = new SessionArgument();

  @ArgGroup private Tables tables = new Tables();
  @ArgGroup private Form form = new Form();

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "First day by UTC, such as 2026-11-01.")
  private Optional<LocalDate> from = Optional.empty();

  @Option(names = "--to", paramLabel = "DATE", description = "Last day by UTC, inclusive.")
  private Optional<LocalDate> to = Optional.empty();

  private static final class Tables {
    @Option(names = "--orders", description = "Orders only, those that were refused too.")
    private boolean orders;

    @Option(names = "--fills", description = "Fills only.")
    private boolean fills;
  }

  private static final class Form {
    @Option(names = "--csv", description = "Print CSV: fills, with --orders orders.")
    private boolean csv;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;
  }

  PaperBlotterCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    SessionFolder folder = SessionFolder.find(context.workspace(), session.id());
    String currency = folder.manifest().currency();
    Blotter blotter = Blotter.of(folder).ofDays(from, to);
    if (form.csv) {
      PrintWriter out = context.terminal().out();
      if (tables.orders) {
        BlotterCsv.orders(blotter, currency, out);
      } else {
        BlotterCsv.fills(blotter, currency, out);
      }
      out.flush();
    } else if (form.json) {
      context
          .terminal()
          .line(
              Json.text(
                  BlotterText.json(folder.id(), currency, blotter, !tables.fills, !tables.orders)));
    } else {
      BlotterText.lines(blotter, currency, !tables.fills, !tables.orders)
          .forEach(context.terminal()::line);
    }
    return 0;
  }
}
