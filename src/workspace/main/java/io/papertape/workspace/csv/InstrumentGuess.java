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
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Instrument definition by symbol and options; what was not told is assumed and said.
final class InstrumentGuess {
  /// Decimals of a price that are taken for granted.
  static final int CENTS = 2;

  private static final Set<String> CURRENCIES =
      Set.of("USD", "EUR", "GBP", "JPY", "CHF", "AUD", "NZD", "CAD", "SEK", "NOK", "DKK");
  private static final List<String> CRYPTO_QUOTES =
      List.of("USDT", "USDC", "FDUSD", "BUSD", "USD", "EUR", "BTC", "ETH", "BNB");
  /// Pairs whose end says that they are of coins, whatever comes before. Ends that words and
  /// tickers have too (GBTC is a share) count in capitals, after three letters at least.
  private static final Pattern COIN_PAIR =
      Pattern.compile(
          "[0-9]*(?:(?i:[A-Z]{1,10}[-_=.]?(?:USDT|USDC|FDUSD))"
              + "|[A-Z]{3,10}[-_=.]?(?:BUSD|BTC|ETH|BNB))");

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
    boolean isPair = COIN_PAIR.matcher(symbol).matches();
    AssetClass like =
        options.like().orElseGet(() -> isPair ? AssetClass.CRYPTO : assetClass(plain, layout));
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
        options.contract().priceStep().orElse(defaults.priceStep()),
        defaults.quantityStep(),
        options.contract().multiplier().orElse(defaults.multiplier()),
        defaults.volumeStep(),
        options.calendar().orElse(defaults.calendar()),
        options.contract().minNotional());
  }

  /// A stored definition, unless an option says otherwise.
  static Instrument stored(Instrument stored, CsvOptions options) {
    agree(stored, "like", options.like().map(InstrumentGuess::text), text(stored.assetClass()));
    agree(stored, "currency", options.currency(), stored.currency());
    agree(stored, "calendar", options.calendar(), stored.calendar());
    ContractTerms told = options.contract();
    agree(stored, "price-step", text(told.priceStep()), FixedPoint.format(stored.priceStep()));
    agree(stored, "multiplier", text(told.multiplier()), FixedPoint.format(stored.multiplier()));
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

  private static Optional<String> text(OptionalLong told) {
    return told.isPresent() ? Optional.of(FixedPoint.format(told.getAsLong())) : Optional.empty();
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

  /// The definition with the steps the rows were found to need.
  ///
  /// @param isStepTold whether the price step is one that was told, and so stays
  static Instrument withSteps(
      Instrument guess, int priceDecimals, long volumeStep, boolean isStepTold) {
    return new Instrument(
        guess.symbol(),
        guess.assetClass(),
        guess.currency(),
        isStepTold ? guess.priceStep() : refined(guess.priceStep(), priceDecimals),
        guess.quantityStep(),
        guess.multiplier(),
        volumeStep,
        guess.calendar(),
        guess.minNotional());
  }

  /// A price step, or the finer one that prices of so many decimals need. Cents need none, and a
  /// step that has as many decimals stays: 0.125 with prices such as 4500.375.
  private static long refined(long priceStep, int priceDecimals) {
    if (priceDecimals <= CENTS) {
      return priceStep;
    }
    long finest = powerOfTen(FixedPoint.DECIMALS - priceDecimals);
    return priceStep % (10 * finest) == 0 ? Math.min(priceStep, finest) : priceStep;
  }

  static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
