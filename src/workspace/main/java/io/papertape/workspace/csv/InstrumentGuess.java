package io.papertape.workspace.csv;

import io.papertape.market.AssetClass;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WorkspaceException.Kind;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Instrument definition by symbol and options; what was not told is assumed and said.
final class InstrumentGuess {
  private static final Set<String> CURRENCIES =
      Set.of("USD", "EUR", "GBP", "JPY", "CHF", "AUD", "NZD", "CAD", "SEK", "NOK", "DKK");
  private static final List<String> CRYPTO_QUOTES =
      List.of("USDT", "USDC", "BUSD", "USD", "EUR", "BTC", "ETH", "BNB");
  private static final Set<String> COINS =
      Set.of("BTC", "XBT", "ETH", "ADA", "XRP", "SOL", "LTC", "BNB", "DOGE", "DOT", "BCH");
  private static final Pattern DUMP =
      Pattern.compile("([A-Z0-9]{5,20})-[0-9]{1,2}(?:s|m|h|d|w|mo)-[0-9]{4}-[0-9]{2}.*");

  private InstrumentGuess() {}

  /// Symbol from a file name's stem; `ADABTC-1m-2021-11-27` is `ADABTC`.
  static String symbol(String stem) {
    Matcher dump = DUMP.matcher(stem);
    String name = dump.matches() ? dump.group(1) : stem;
    String clean = plain(name).replaceAll("[^A-Za-z0-9.\\-_=^]", "-").replaceAll("^[.-]+", "");
    return clean.isEmpty() ? "BARS" : clean.substring(0, Math.min(40, clean.length()));
  }

  /// A text without accents, however the file system spells them: `Größe` is `Grosse`.
  static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}+", "")
        .replace("ß", "ss");
  }

  static Instrument instrument(String symbol, CsvLayout layout, CsvOptions options) {
    try {
      return guess(symbol, layout, options);
    } catch (IllegalArgumentException e) {
      throw refused(e, options);
    }
  }

  private static Instrument guess(String symbol, CsvLayout layout, CsvOptions options) {
    String plain = symbol.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
    AssetClass like = options.like().orElseGet(() -> assetClass(plain, layout));
    Instrument defaults =
        switch (like) {
          case FX -> Instrument.fx(symbol);
          case CRYPTO -> Instrument.crypto(symbol);
          case EQUITY, INDEX, FUTURE -> Instrument.equity(symbol);
        };
    String currency = options.currency().orElseGet(() -> currency(plain, like));
    return new Instrument(
        symbol,
        like,
        currency,
        defaults.priceStep(),
        defaults.quantityStep(),
        FixedPoint.ONE,
        defaults.volumeStep(),
        options.calendar().orElse(defaults.calendar()),
        options.minNotional());
  }

  /// A stored definition, unless an option says otherwise.
  static Instrument stored(Instrument stored, CsvOptions options) {
    agree(stored, "like", options.like().map(InstrumentGuess::text), text(stored.assetClass()));
    agree(stored, "currency", options.currency(), stored.currency());
    agree(stored, "calendar", options.calendar(), stored.calendar());
    return stored;
  }

  private static void agree(
      Instrument instrument, String option, Optional<String> told, String stored) {
    if (told.isPresent() && !told.get().equals(stored)) {
      throw WorkspaceException.configuration(
          ("Option contradicts what is stored: symbol=%s, %s=%s, stored=%s."
                  + " Leave --%s out, or import everything anew with --replace.")
              .formatted(instrument.symbol(), option, told.get(), stored, option));
    }
  }

  private static String text(AssetClass like) {
    return like.name().toLowerCase(Locale.ROOT);
  }

  private static WorkspaceException refused(IllegalArgumentException cause, CsvOptions options) {
    boolean isAsked = options.symbol().isPresent() || options.currency().isPresent();
    return new WorkspaceException(
        isAsked ? Kind.CONFIGURATION : Kind.DATA, cause.getMessage(), cause);
  }

  private static AssetClass assetClass(String symbol, CsvLayout layout) {
    if (layout.known().equals("Binance dump") || cryptoQuote(symbol).isPresent()) {
      return AssetClass.CRYPTO;
    }
    boolean pair =
        symbol.length() == 6
            && CURRENCIES.contains(symbol.substring(0, 3))
            && CURRENCIES.contains(symbol.substring(3));
    return pair ? AssetClass.FX : AssetClass.EQUITY;
  }

  private static Optional<String> cryptoQuote(String symbol) {
    return CRYPTO_QUOTES.stream()
        .filter(symbol::endsWith)
        .filter(quote -> COINS.contains(symbol.substring(0, symbol.length() - quote.length())))
        .findFirst();
  }

  private static String currency(String symbol, AssetClass like) {
    if (like == AssetClass.FX && symbol.length() == 6) {
      return symbol.substring(3);
    }
    return like == AssetClass.CRYPTO
        ? CRYPTO_QUOTES.stream().filter(symbol::endsWith).findFirst().orElse("USD")
        : "USD";
  }

  /// The definition with the steps the bars were found to need.
  static Instrument withSteps(Instrument guess, int priceDecimals, long volumeStep) {
    long finest = powerOfTen(FixedPoint.DECIMALS - priceDecimals);
    return new Instrument(
        guess.symbol(),
        guess.assetClass(),
        guess.currency(),
        Math.min(guess.priceStep(), finest),
        guess.quantityStep(),
        guess.multiplier(),
        volumeStep,
        guess.calendar(),
        guess.minNotional());
  }

  static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
