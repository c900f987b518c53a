package io.papertape.live.session;

import io.papertape.live.feed.FrameException;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.RestClient;
import io.papertape.live.transport.RestException;
import io.papertape.live.venue.InstrumentSteps;
import io.papertape.live.venue.Venue;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.workspace.WorkspaceException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Instruments with the steps that their venue states, asked once before a session begins: they
/// are kept in its manifest.
///
/// @param facts what the venue said, in sentences
record VenueInstruments(List<TapeInstrument> instruments, List<String> facts) {
  /// @throws WorkspaceException if the venue does not say it: nothing is guessed
  static VenueInstruments ask(Venue venue, List<TapeInstrument> asked, RestClient rest) {
    List<TapeInstrument> instruments = new ArrayList<>();
    List<String> facts = new ArrayList<>();
    List<String> symbols = asked.stream().map(TapeInstrument::venueSymbol).toList();
    symbols.forEach(one -> venue.refusal(one).ifPresent(why -> refuse(venue, one, why)));
    Map<URI, byte[]> answers = new HashMap<>(); // most venues tell all symbols in one
    for (TapeInstrument one : asked) {
      Optional<URI> address = venue.instrument(one.venueSymbol(), symbols);
      if (address.isEmpty()) {
        instruments.add(withoutSteps(one, facts));
        continue;
      }
      InstrumentSteps steps = ask(venue, one.venueSymbol(), symbols, rest, answers);
      if (steps.isInverse()) {
        throw WorkspaceException.configuration(
            ("Inverse contracts cannot be accounted: venue=%s, symbol=%s. Their profit is in the"
                    + " coin, not in the currency of their price; take a linear one.")
                .formatted(venue.name(), one.venueSymbol()));
      }
      TapeInstrument told =
          steps
              .quote()
              .map(quote -> quotedIn(one, quote, facts))
              .orElseGet(() -> spelled(one, facts));
      instruments.add(with(told, steps));
      facts.add(
          ("Steps of the venue: symbol=%s, currency=%s, priceStep=%s, quantityStep=%s,"
                  + " minNotional=%s%s%s.")
              .formatted(
                  one.venueSymbol(),
                  told.instrument().currency(),
                  FixedPoint.format(steps.priceStep()),
                  FixedPoint.format(steps.quantityStep()),
                  FixedPoint.format(steps.minimumNotional()),
                  steps.minimumNotional() == 0 ? " (not told)" : "",
                  steps.contractUnits() == FixedPoint.ONE
                      ? ""
                      : ", contract=%s units".formatted(FixedPoint.format(steps.contractUnits()))));
    }
    return new VenueInstruments(instruments, facts);
  }

  /// In the currency that a venue says.
  ///
  /// @throws WorkspaceException if it has no code
  private static TapeInstrument quotedIn(TapeInstrument one, String quote, List<String> facts) {
    Optional<String> stated = QuoteCurrency.code(quote);
    stated
        .filter(code -> !QuoteCurrency.isKnown(code))
        .ifPresent(
            code ->
                facts.add(
                    "Currency of prices is taken as one of its own: symbol=%s, currency=%s."
                        .formatted(one.venueSymbol(), code)));
    return stated
        .map(code -> in(one, code))
        .orElseThrow(
            () ->
                WorkspaceException.configuration(
                    ("Prices are in a currency that cannot be accounted: venue=%s, symbol=%s,"
                            + " currency=%s. A code has 3 to 5 letters; take another instrument.")
                        .formatted(one.venue(), one.venueSymbol(), quote)));
  }

  /// An instrument of a venue that nobody can ask.
  static TapeInstrument withoutSteps(TapeInstrument one, List<String> facts) {
    facts.add(
        "Venue tells no steps: venue=%s, symbol=%s. Prices and quantities go to 8 decimals."
            .formatted(one.venue(), one.venueSymbol()));
    return spelled(one, facts);
  }

  /// Instruments in the currencies of before, whatever is said of them now.
  static List<TapeInstrument> inCurrenciesOf(
      List<TapeInstrument> before, List<TapeInstrument> now) {
    if (before.size() != now.size()) {
      return now; // others than before, which whoever goes on refuses
    }
    return IntStream.range(0, now.size())
        .mapToObj(i -> in(now.get(i), before.get(i).instrument().currency()))
        .toList();
  }

  /// In the currency that its spelling tells, else in dollars, which is said.
  static TapeInstrument spelled(TapeInstrument one, List<String> facts) {
    Optional<String> currency = QuoteCurrency.of(one.venueSymbol());
    if (currency.isEmpty()) {
      facts.add(
          "Currency of prices is taken as %s: symbol=%s does not tell one."
              .formatted(one.instrument().currency(), one.venueSymbol()));
      return one;
    }
    return in(one, currency.get());
  }

  static TapeInstrument in(TapeInstrument one, String code) {
    return new TapeInstrument(
        one.instrument().withCurrency(code), one.venue(), one.venueSymbol(), one.barNanos());
  }

  private static void refuse(Venue venue, String symbol, String why) {
    throw WorkspaceException.configuration(
        "Instrument cannot be accounted: venue=%s, symbol=%s. %s"
            .formatted(venue.name(), symbol, why));
  }

  /// An instrument as its venue spells it, without its steps.
  ///
  /// @throws WorkspaceException if no instrument can have such a name
  static TapeInstrument named(String venue, String symbol, long barNanos) {
    try {
      return new TapeInstrument(
          Instrument.crypto(symbol.replace('/', '-')), venue, symbol, barNanos);
    } catch (IllegalArgumentException e) {
      throw new WorkspaceException(WorkspaceException.Kind.CONFIGURATION, e.getMessage(), e);
    }
  }

  /// What is not in the answer for all, or was refused because one of them is not there, is asked
  /// for alone.
  private static InstrumentSteps ask(
      Venue venue, String symbol, List<String> all, RestClient rest, Map<URI, byte[]> answers) {
    try {
      URI together = venue.instrument(symbol, all).orElseThrow();
      URI alone = venue.instrument(symbol, List.of(symbol)).orElseThrow();
      if (!together.equals(alone)) {
        try {
          return venue.readInstrument(symbol, answer(venue, together, rest, answers));
        } catch (RestException _) {
          answers.put(together, new byte[0]);
        } catch (FrameException _) {
          // its own answer tells more
        }
      }
      return venue.readInstrument(symbol, answer(venue, alone, rest, answers));
    } catch (RestException | FrameException e) {
      boolean mayChange = e instanceof RestException answer && answer.mayChange();
      throw new WorkspaceException(
          mayChange ? WorkspaceException.Kind.UNAVAILABLE : WorkspaceException.Kind.CONFIGURATION,
          ("Steps of the instrument are not known: venue=%s, symbol=%s, %s Check the symbol, or"
                  + " start again once the venue answers.")
              .formatted(venue.name(), symbol, e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a venue was asked.", e);
    }
  }

  private static byte[] answer(Venue venue, URI address, RestClient rest, Map<URI, byte[]> answers)
      throws RestException, InterruptedException {
    if (!answers.containsKey(address)) {
      answers.put(address, rest.get(address, venue.limitOf(address)));
    }
    return answers.get(address);
  }

  /// Each instrument is listened to once; two spellings may be one instrument.
  ///
  /// @throws WorkspaceException if one is there twice
  static void requireOnce(String feed, List<TapeInstrument> instruments) {
    Set<String> seen = new HashSet<>();
    for (TapeInstrument one : instruments) {
      String symbol = one.instrument().symbol();
      if (!seen.add(symbol)) {
        throw WorkspaceException.configuration(
            "Feed names an instrument twice: feed=%s, symbol=%s. Name each once."
                .formatted(feed, symbol));
      }
    }
  }

  /// Nothing converts money.
  ///
  /// @throws WorkspaceException if prices are in two currencies
  static void requireOneCurrency(String feed, List<TapeInstrument> instruments) {
    for (TapeInstrument taped : instruments) {
      Instrument first = instruments.getFirst().instrument();
      Instrument one = taped.instrument();
      if (!one.currency().equals(first.currency())) {
        throw WorkspaceException.configuration(
            ("Instruments in two currencies: feed=%s, %s in %s, %s in %s. An account has one; start"
                    + " a session for each.")
                .formatted(feed, first.symbol(), first.currency(), one.symbol(), one.currency()));
      }
    }
  }

  /// An instrument with these steps. Where quantities are whole units, bars count their volume in
  /// them too: of coins at tiny prices more is traded in a bar than a count of 10⁻⁸ holds.
  static TapeInstrument with(TapeInstrument one, InstrumentSteps steps) {
    Instrument plain = one.instrument();
    return new TapeInstrument(
        new Instrument(
            plain.symbol(),
            plain.assetClass(),
            plain.currency(),
            steps.priceStep(),
            steps.quantityStep(),
            FixedPoint.multiply(plain.multiplier(), steps.contractUnits()),
            steps.quantityStep() >= FixedPoint.ONE ? FixedPoint.ONE : plain.volumeStep(),
            plain.calendar(),
            steps.minimumNotional()),
        one.venue(),
        one.venueSymbol(),
        one.barNanos());
  }
}
