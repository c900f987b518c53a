/// Binance, spot and USD-M futures: one family of frames, two markets with addresses, limits and
/// rules of sequence of their own. Sources: "WebSocket Streams" and "Market data requests" of the
/// spot documentation, "Websocket Market Streams" of the USDⓈ-M futures documentation.
package io.papertape.live.venue.binance;
