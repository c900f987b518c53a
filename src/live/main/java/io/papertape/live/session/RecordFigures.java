package io.papertape.live.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.account.MutableAccount;
import io.papertape.account.Position;
import io.papertape.live.tape.TapeMoment;
import io.papertape.live.tape.TapeReader;
import io.papertape.market.FixedPoint;
import io.papertape.market.InputState;
import io.papertape.market.Instrument;
import io.papertape.market.MutableMarket;
import io.papertape.model.ModelAnswer;
import io.papertape.model.RemoteVersion;
import io.papertape.simulation.RunMemory;
import io.papertape.simulation.RunView;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.run.CanonicalJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a session holds of which no last status is there, and which cannot be taken up: orders,
/// fills and cash as its journal has them, prices as its tape tells them. Its strategy is not
/// needed for it.
final class RecordFigures {
  private static final List<String> KINDS =
      Stream.of("fill", "cash", "order", "order-state").map("\"kind\":\"%s\""::formatted).toList();

  private final List<Instrument> instruments;
  private final MutableAccount account;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final JournaledOrders orders = new JournaledOrders(numbers::get);
  private long cash;
  private int fills;

  private RecordFigures(SessionManifest manifest) {
    instruments = manifest.instruments().stream().map(one -> one.instrument()).toList();
    cash = manifest.assumptions().cash();
    account = new MutableAccount(new MutableMarket(instruments.toArray(Instrument[]::new)), cash);
    for (int i = 0; i < instruments.size(); i++) {
      numbers.put(instruments.get(i).symbol(), i);
    }
  }

  /// The status with what its record says; as it was if that cannot be read.
  static SessionStatus of(SessionFolder folder, SessionManifest manifest, SessionStatus idle) {
    try {
      RecordFigures figures = new RecordFigures(manifest);
      figures.read(folder);
      return figures.told(idle, Market.of(folder, manifest));
    } catch (IOException | RuntimeException _) {
      return idle; // why it does not run is said already
    }
  }

  private void read(SessionFolder folder) throws IOException {
    try (BufferedReader journal =
        Files.newBufferedReader(folder.journal(), StandardCharsets.UTF_8)) {
      for (String line = journal.readLine(); line != null; line = journal.readLine()) {
        if (line.endsWith("}") && KINDS.stream().anyMatch(line::contains)) {
          take(CanonicalJson.read(line.getBytes(StandardCharsets.UTF_8)));
        }
      }
    }
  }

  private void take(JsonNode entry) {
    switch (entry.path("kind").asText()) {
      case "fill" -> {
        cash = FixedPoint.parse(entry.path("cash").asText());
        book(entry);
        orders.filled(entry);
      }
      case "cash" -> cash = FixedPoint.parse(entry.path("cash").asText());
      case "order" -> orders.placed(entry);
      case "order-state" -> orders.changed(entry);
      default -> {
        // a text that happens to be in another entry
      }
    }
  }

  private void book(JsonNode fill) {
    int number = numbers.get(fill.path("instrument").asText());
    long quantity = FixedPoint.parse(fill.path("quantity").asText());
    long price = FixedPoint.parse(fill.path("price").asText());
    account.fill(
        number,
        fill.path("order").asInt(),
        0,
        fill.path("side").asText().equals("buy") ? quantity : -quantity,
        price,
        instruments.get(number).cashValue(price, quantity),
        FixedPoint.parse(fill.path("fee").asText()));
    fills++;
  }

  private SessionStatus told(SessionStatus idle, Market market) {
    List<SessionStatus.Position> positions = new ArrayList<>();
    long equity = cash;
    for (int i = 0; i < instruments.size(); i++) {
      Position held = account.position(i);
      long price = market.prices[i];
      long value = held.isFlat() ? 0 : instruments.get(i).cashValue(price, held.quantity());
      equity = Math.addExact(equity, value);
      positions.add(
          new SessionStatus.Position(
              instruments.get(i).symbol(),
              held.quantity(),
              held.averagePrice(),
              price,
              value,
              market.inputs.get(i)));
    }
    return new SessionStatus(
        idle.state(),
        idle.timeNanos(),
        market.moments,
        idle.entries(),
        cash,
        equity,
        orders.working().size(),
        fills,
        positions,
        idle.dropped(),
        0,
        idle.last(),
        idle.halt(),
        idle.isDrawdownStopped(),
        Optional.empty(),
        Optional.of(SessionStatus.Trading.first(orders.working(), account.feesPaid())));
  }

  /// What the tape tells of the market, to whoever decides nothing.
  private static final class Market implements SessionSource.Moments {
    private final TapeReader tape;
    private Optional<RunView> view = Optional.empty();
    private long[] prices = {};
    private List<InputState> inputs = List.of();
    private long moments;

    private Market(TapeReader tape) {
      this.tape = tape;
    }

    static Market of(SessionFolder folder, SessionManifest manifest) {
      try (TapeReader tape = SessionTape.openFromStart(folder.tape(), manifest)) {
        Market market = new Market(tape);
        SessionRun.simulation(manifest, new Strategy() {}, new SessionSource(market, manifest))
            .using(RunMemory.forgetting())
            .unrecorded()
            .run();
        RunView last = market.view.orElseThrow();
        market.moments = tape.moments();
        market.prices = new long[last.instruments()];
        List<InputState> inputs = new ArrayList<>();
        for (int i = 0; i < market.prices.length; i++) {
          market.prices[i] = last.price(i);
          inputs.add(last.input(i));
        }
        market.inputs = inputs;
        return market;
      }
    }

    @Override
    public void begin(RunView run) {
      view = Optional.of(run);
    }

    @Override
    public Optional<TapeMoment> next() {
      return tape.next();
    }

    @Override
    public ModelAnswer answer(RemoteVersion version, double[][] rows) {
      throw new IllegalStateException("Nobody asks: version=%s.".formatted(version));
    }
  }
}
