package io.papertape.live.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.account.MutableAccount;
import io.papertape.execution.FillRules;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.MutableMarket;
import io.papertape.market.Times;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.run.CanonicalJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads a blotter from a journal. Fills are booked again by the engine's own account, so that what
/// each has realised is what the session's books said; its cash must be that of the journal.
final class BlotterReader {
  private static final List<String> KINDS =
      List.of("order", "order-state", "veto", "fill", "cash", "decision", "operator").stream()
          .map("\"kind\":\"%s\""::formatted)
          .toList();

  private final List<Instrument> instruments;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final MutableAccount account;
  private final boolean closesOwnEntry;
  private final String model;
  private final OrderLives lives = new OrderLives();
  private final List<Blotter.Fill> fills = new ArrayList<>();

  private BlotterReader(SessionManifest manifest) {
    instruments = manifest.instruments().stream().map(TapeInstrument::instrument).toList();
    for (int i = 0; i < instruments.size(); i++) {
      numbers.put(instruments.get(i).symbol(), i);
    }
    MutableMarket market = new MutableMarket(instruments.toArray(Instrument[]::new));
    account = new MutableAccount(market, manifest.assumptions().cash());
    closesOwnEntry = manifest.assumptions().fills().lots() == FillRules.Lots.OWN_ENTRY;
    model = manifest.assumptions().preset();
  }

  /// @param entries how many entries of the journal are to be read at most; a last line that is
  ///     being written is none
  static Blotter read(SessionFolder folder, long entries) {
    BlotterReader reader = new BlotterReader(folder.manifest());
    if (!Files.exists(folder.journal())) {
      return new Blotter(List.of(), List.of());
    }
    try (BufferedReader journal = Files.newBufferedReader(folder.journal())) {
      long seq = 0;
      for (String line = journal.readLine();
          line != null && seq < entries;
          line = journal.readLine()) {
        if (line.endsWith("}") && KINDS.stream().anyMatch(line::contains)) {
          reader.take(CanonicalJson.read(line.getBytes(StandardCharsets.UTF_8)));
        }
        seq++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Blotter(reader.lives.orders(), reader.fills);
  }

  private void take(JsonNode entry) {
    switch (entry.path("kind").asText()) {
      case "fill" -> fill(entry);
      case "order" -> lives.placed(entry);
      case "order-state" -> lives.changed(entry);
      case "cash" -> account.pay(decimal(entry, "amount"));
      case "veto" -> lives.vetoed(entry);
      case "decision", "operator" -> lives.decided(entry);
      default -> {
        // a text that happens to be in another entry
      }
    }
  }

  private void fill(JsonNode entry) {
    OrderLives.Life order = lives.of(entry);
    String symbol = entry.path("instrument").asText();
    int instrument = numbers.get(symbol);
    boolean isBuy = entry.path("side").asText().equals("buy");
    long quantity = decimal(entry, "quantity");
    long price = decimal(entry, "price");
    long fee = decimal(entry, "fee");
    long before = account.realisedPnl(instrument);
    account.fill(
        instrument,
        (int) order.order(),
        closesOwnEntry ? (int) order.parent() : 0,
        isBuy ? quantity : -quantity,
        price,
        instruments.get(instrument).cashValue(price, quantity),
        fee);
    requireCash(entry);
    order.filled(entry, quantity, price);
    fills.add(
        new Blotter.Fill(
            entry.path("seq").asLong(),
            nanos(entry, "time"),
            nanos(entry, "happened"),
            order.order(),
            symbol,
            entry.path("side").asText(),
            quantity,
            price,
            fee,
            account.realisedPnl(instrument) - before,
            decimal(entry, "position"),
            account.cash(),
            order.type(),
            model,
            order.why()));
  }

  private void requireCash(JsonNode entry) {
    long cash = decimal(entry, "cash");
    if (cash != account.cash()) {
      throw WorkspaceException.data(
          ("Fill leaves another cash than its journal says: seq=%s, journal=%s, booked=%s."
                  + " Verify the session.")
              .formatted(
                  entry.path("seq").asText(),
                  FixedPoint.format(cash),
                  FixedPoint.format(account.cash())));
    }
  }

  private static long decimal(JsonNode entry, String key) {
    return FixedPoint.parse(entry.path(key).asText());
  }

  private static long nanos(JsonNode entry, String key) {
    return Times.nanos(Instant.parse(entry.path(key).asText()));
  }
}
