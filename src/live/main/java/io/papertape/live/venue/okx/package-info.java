/// OKX, version 5 of its public streams: spot, swaps, futures and options alike. Sources: "Order
/// Book Trading – Market Data" (WebSocket and REST) and "Overview – WebSocket" of the v5
/// documentation.
package io.papertape.live.venue.okx;
