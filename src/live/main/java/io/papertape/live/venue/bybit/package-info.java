/// Bybit, version 5 of its public streams: spot, linear (USDT and USDC perpetuals and futures) and
/// inverse contracts. Sources: "Connect", "Orderbook", "Trade" and "Kline" of the WebSocket
/// chapter, "Get Kline" of the market chapter of the v5 documentation.
package io.papertape.live.venue.bybit;
