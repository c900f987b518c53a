package io.papertape.live.venue.binance;

import io.papertape.live.book.SequenceRule;
import io.papertape.live.venue.RequestLimit;
import io.papertape.live.venue.VenueLimits;
import java.time.Duration;

/// Binance's two markets.
public enum BinanceMarket {
  /// Limits: 1024 streams a connection, 5 frames a second, 24 hours; a ping every 20 s; requests of
  /// a weight of 6,000 a minute.
  SPOT(
      "binance",
      "wss://stream.binance.com:9443",
      "https://api.binance.com",
      "/api/v3",
      "trade",
      SequenceRule.BINANCE_SPOT,
      5,
      60),

  /// Limits: 1024 streams a connection, 10 frames a second, 24 hours; a ping every 3 minutes;
  /// requests of a weight of 2,400 a minute.
  /// Since April 2026 a connection serves either `/public` (books) or `/market` (the rest), and
  /// stays silent about the other's streams.
  USDM(
      "binance-usdm",
      "wss://fstream.binance.com",
      "https://fapi.binance.com",
      "/fapi/v1",
      "aggTrade",
      SequenceRule.BINANCE_USDM,
      10,
      200);

  private final String venue;
  private final String socket;
  private final String rest;
  private final String path;
  private final String trades;
  private final SequenceRule rule;
  private final int framesPerSecond;
  private final int silenceSeconds;

  BinanceMarket(
      String venue,
      String socket,
      String rest,
      String path,
      String trades,
      SequenceRule rule,
      int framesPerSecond,
      int silenceSeconds) {
    this.venue = venue;
    this.socket = socket;
    this.rest = rest;
    this.path = path;
    this.trades = trades;
    this.rule = rule;
    this.framesPerSecond = framesPerSecond;
    this.silenceSeconds = silenceSeconds;
  }

  String venue() {
    return venue;
  }

  String socket() {
    return socket;
  }

  String rest() {
    return rest;
  }

  /// Path of the version of the REST interface.
  String path() {
    return path;
  }

  /// Name of the stream of trades: each trade on spot; on USD-M, where that one is not documented,
  /// all fills of one order at one price as one.
  String trades() {
    return trades;
  }

  SequenceRule rule() {
    return rule;
  }

  /// What a request is counted against: a weight, by its path.
  RequestLimit limitOf(String request) {
    boolean isSpot = this == SPOT;
    int weight =
        switch (request.substring(request.lastIndexOf('/') + 1)) {
          case "klines" -> isSpot ? 2 : 5;
          case "depth" -> isSpot ? 50 : 20;
          case "exchangeInfo" -> isSpot ? 20 : 1;
          default -> 1;
        };
    return new RequestLimit("weight", isSpot ? 6_000 : 2_400, Duration.ofMinutes(1), weight);
  }

  VenueLimits limits() {
    return new VenueLimits(
        1024, framesPerSecond, Duration.ofHours(24), Duration.ofSeconds(silenceSeconds));
  }
}
