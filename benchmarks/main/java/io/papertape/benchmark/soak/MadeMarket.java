package io.papertape.benchmark.soak;

import java.util.Locale;

/// What is said of the instruments, as frames and answers of Binance's futures: prices that follow
/// from instrument and time alone, so that a bar is the same streamed and fetched.
final class MadeMarket {
  static final long MINUTE_MILLIS = 60_000;

  private static final int BASE_CENTS = 10_000;
  private static final int WAVE_CENTS = 400;
  private static final int NOISE_CENTS = 9;

  private MadeMarket() {}

  static String barSymbol(int number) {
    return "BAR" + number + "USDT";
  }

  static String tickSymbol(int number) {
    return "TICK" + number + "USDT";
  }

  /// In cents: a slow wave of a length of its own, and a little noise.
  static int cents(String symbol, long millis) {
    int seed = symbol.hashCode();
    long period = (37 + Math.floorMod(seed, 23)) * MINUTE_MILLIS;
    long at = Math.floorMod(millis, period);
    long half = period / 2;
    long wave = (at < half ? at : period - at) * WAVE_CENTS / half;
    long mixed = (millis / 1_000 + seed) * 0x9E3779B97F4A7C15L;
    return BASE_CENTS + (int) wave + (int) Math.floorMod(mixed >>> 40, (long) NOISE_CENTS);
  }

  private static String price(long cents) {
    return "%d.%02d".formatted(cents / 100, cents % 100);
  }

  static String quote(String symbol, long number, long millis, int spreadCents) {
    int cents = cents(symbol, millis);
    String data =
        ("{\"e\":\"bookTicker\",\"u\":%d,\"E\":%d,\"T\":%d,\"s\":\"%s\",\"b\":\"%s\",\"B\":\"31\","
                + "\"a\":\"%s\",\"A\":\"40\"}")
            .formatted(number, millis, millis, symbol, price(cents), price(cents + spreadCents));
    return frame(symbol, "bookTicker", data);
  }

  static String trade(String symbol, long number, long millis) {
    String data =
        ("{\"e\":\"aggTrade\",\"E\":%d,\"s\":\"%s\",\"a\":%d,\"p\":\"%s\",\"q\":\"2\",\"f\":%d,"
                + "\"l\":%d,\"T\":%d,\"m\":false}")
            .formatted(
                millis, symbol, number, price(cents(symbol, millis)), number, number, millis);
    return frame(symbol, "aggTrade", data);
  }

  private static String frame(String symbol, String stream, String data) {
    return "{\"stream\":\"%s@%s\",\"data\":%s}"
        .formatted(symbol.toLowerCase(Locale.ROOT), stream, data);
  }

  /// A bar of a minute as it is streamed.
  static String bar(String symbol, long openMillis, long nowMillis, boolean isFinal) {
    Candle candle = Candle.of(symbol, openMillis);
    String data =
        ("{\"e\":\"kline\",\"E\":%d,\"s\":\"%s\",\"k\":{\"t\":%d,\"T\":%d,\"s\":\"%s\",\"i\":\"1m\","
             + "\"o\":\"%s\",\"c\":\"%s\",\"h\":\"%s\",\"l\":\"%s\",\"v\":\"500\",\"n\":60,"
             + "\"x\":%s}}")
            .formatted(
                nowMillis,
                symbol,
                openMillis,
                openMillis + MINUTE_MILLIS - 1,
                symbol,
                price(candle.open()),
                price(candle.close()),
                price(candle.high()),
                price(candle.low()),
                isFinal);
    return frame(symbol, "kline_1m", data);
  }

  /// The same as a row of an answer over HTTP.
  static String row(String symbol, long openMillis) {
    Candle candle = Candle.of(symbol, openMillis);
    return "[%d,\"%s\",\"%s\",\"%s\",\"%s\",\"500\",%d,\"5000\",60,\"1\",\"1\",\"0\"]"
        .formatted(
            openMillis,
            price(candle.open()),
            price(candle.high()),
            price(candle.low()),
            price(candle.close()),
            openMillis + MINUTE_MILLIS - 1);
  }

  private record Candle(int open, int high, int low, int close) {
    static Candle of(String symbol, long openMillis) {
      int open = cents(symbol, openMillis);
      int close = cents(symbol, openMillis + MINUTE_MILLIS - 1);
      return new Candle(open, Math.max(open, close) + 3, Math.min(open, close) - 3, close);
    }
  }
}
